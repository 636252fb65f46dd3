"""Trains the WordPiece tokenizer of the tiny test model; imported by make_tiny_model.py."""

import string

from tokenizers import AddedToken, Tokenizer
from tokenizers.decoders import WordPiece as WordPieceDecoder
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from tokenizers.trainers import WordPieceTrainer

SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
VOCABULARY_SIZE = 1200


def train_tokenizer(sentences: list[str]) -> Tokenizer:
    """A BERT tokenizer, uncased, whose vocabulary comes from `sentences`; the same for the same sentences."""
    vocabulary = train_vocabulary(sentences)
    tokenizer = bert_tokenizer(vocabulary)
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL_TOKENS])
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[(token, vocabulary[token]) for token in ("[CLS]", "[SEP]")],
    )
    tokenizer.decoder = WordPieceDecoder(prefix="##")
    return tokenizer


def bert_tokenizer(vocabulary: dict[str, int], lowercase: bool = True) -> Tokenizer:
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=lowercase
    )
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def train_vocabulary(
    sentences: list[str],
    special_tokens: list[str] = SPECIAL_TOKENS,
    size: int = VOCABULARY_SIZE,
    lowercase: bool = True,
) -> dict[str, int]:
    # The trainer numbers pieces such as ##a in the order of a hash table, which differs from run to run, and breaks
    # ties by number. Naming them up front, as if they were special tokens, fixes the numbers and so the vocabulary.
    characters = sorted(single_characters(sentences, lowercase))
    continued = [f"##{character}" for character in sorted(continued_characters(sentences, lowercase))]
    tokenizer = bert_tokenizer({}, lowercase)
    trainer = WordPieceTrainer(
        vocab_size=size,
        min_frequency=2,
        show_progress=False,
        special_tokens=special_tokens + characters + continued,
        continuing_subword_prefix="##",
    )
    tokenizer.train_from_iterator(sentences, trainer)
    return dict(sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1]))


def single_characters(sentences: list[str], lowercase: bool = True) -> set[str]:
    """All characters as they are after normalisation, and printable ASCII, so that no ASCII word is unknown."""
    return set(string.punctuation).union(letters_and_digits(lowercase), *words_of(sentences, lowercase))


def continued_characters(sentences: list[str], lowercase: bool = True) -> set[str]:
    return letters_and_digits(lowercase).union(*(word[1:] for word in words_of(sentences, lowercase)))


def letters_and_digits(lowercase: bool) -> set[str]:
    return set(string.digits + (string.ascii_lowercase if lowercase else string.ascii_letters))


def words_of(sentences: list[str], lowercase: bool) -> list[str]:
    tokenizer = bert_tokenizer({}, lowercase)
    normalized = (tokenizer.normalizer.normalize_str(sentence) for sentence in sentences)
    return [word for text in normalized for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(text)]
