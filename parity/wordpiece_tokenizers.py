"""Trains the WordPiece tokenizers of the tiny models; imported by architectures.py."""

from tokenizers import AddedToken, Tokenizer
from tokenizers.decoders import WordPiece as WordPieceDecoder
from tokenizers.processors import RobertaProcessing, TemplateProcessing

from tiny_corpus import SENTENCES
from tiny_tokenizer import SPECIAL_TOKENS, bert_tokenizer, train_vocabulary

VOCABULARY_SIZE = 640


def bert(lowercase: bool) -> str:
    vocabulary = train_vocabulary(SENTENCES, SPECIAL_TOKENS, VOCABULARY_SIZE, lowercase)
    tokenizer = word_piece(vocabulary, lowercase)
    tokenizer.add_special_tokens([AddedToken(token, normalized=False) for token in SPECIAL_TOKENS])
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[(token, vocabulary[token]) for token in ("[CLS]", "[SEP]")],
    )
    return tokenizer.to_str(pretty=True)


def mpnet() -> str:
    """RoBERTa's special tokens and pair, BERT's words; a word without pieces is [UNK], not <unk>."""
    first = ["<s>", "<pad>", "</s>", "<unk>", "[UNK]"]
    vocabulary = train_vocabulary(SENTENCES, first, VOCABULARY_SIZE)
    vocabulary["<mask>"] = len(vocabulary)
    tokenizer = word_piece(vocabulary, lowercase=True)
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=token in ("<s>", "<unk>")) for token in first]
        + [AddedToken("<mask>", lstrip=True, normalized=False)]
    )
    separator, start = (("</s>", vocabulary["</s>"]), ("<s>", vocabulary["<s>"]))
    tokenizer.post_processor = RobertaProcessing(separator, start, trim_offsets=True, add_prefix_space=False)
    return tokenizer.to_str(pretty=True)


def word_piece(vocabulary: dict[str, int], lowercase: bool) -> Tokenizer:
    tokenizer = bert_tokenizer(vocabulary, lowercase)
    tokenizer.decoder = WordPieceDecoder(prefix="##")
    return tokenizer
