"""The sentences that the tiny model's vocabulary is trained on, in our own wording; imported by make_tiny_model.py.

Topics and words recur, so that the trainer finds whole words, and other languages have a few lines each, so that their
characters are more than [UNK].
"""

ENGLISH = [
    "The water in the river is cold in winter and warm in summer.",
    "A small boat crosses the river to the old town every morning.",
    "How do I restart the server without losing open requests?",
    "Send the signal to the server, and it reads its configuration again.",
    "The library opens at nine and closes at six from Monday to Friday.",
    "What time does the library open on Saturday?",
    "Bread needs flour, water, salt and time.",
    "The dough rests for one hour before it goes into the oven.",
    "Which trees keep their leaves in winter?",
    "Pines and firs keep their green leaves, while oaks lose them.",
    "The train to the coast leaves from platform four at 7:45.",
    "Tickets for the train are sold at the station and on the web.",
    "How many people live in the city?",
    "The city has 480,000 people; the region around it has 1.2 million.",
    "A query and a document are read together, and one score comes out.",
    "The model reads tokens, not words; long words are cut into pieces.",
    "When is a document too long for the model?",
    "The index keeps a list of documents for every word.",
    "A cache stores answers that were asked for before.",
    "Why does the moon raise the sea twice a day?",
    "The pull of the moon and of the sun lifts the water of the sea.",
    "The doctor asked how long the patient had slept.",
    "Cold air is heavier than warm air, so it sinks to the ground.",
    "The price of the ticket is 12 euros, or 9 euros for students.",
    "Read the file line by line, and print each line that has an error.",
    "The function returns nothing when the list is empty.",
    "An error in the code was found by a test and fixed the same day.",
    "The museum shows paintings, maps and old machines.",
    "Bees visit flowers, take nectar home and make honey of it.",
    "How do bees make honey?",
    "The bridge was closed after the storm and opened again in spring.",
    "Our garden has apples, pears, beans and a very old cat.",
    "The teacher wrote the answer on the board: x = 3.",
    "Light from the sun needs eight minutes to reach the earth.",
    "How far is the sun from the earth?",
    "Rain fell all night, and the road to the village was under water.",
    "The best search results should come first, the worst last.",
    "Words such as naive, cafe and resume are often written with accents.",
    "It's hers, isn't it? They've said it wasn't theirs.",
    "State-of-the-art engines don't read minds; they compare pairs.",
]

OTHERS = [
    # German
    "Die Straße zum Fluss ist im Winter gesperrt.",
    "Wie viele Menschen wohnen in der Stadt?",
    "Der Zug zur Küste fährt um sieben Uhr vom Gleis vier ab.",
    "Bücher über schöne Gärten stehen im großen Regal.",
    # French, Spanish, Polish, Turkish, Vietnamese
    "Le café près de la gare ouvre à huit heures, même en été.",
    "El tren de la mañana llega al pueblo a las nueve.",
    "Mały pies śpi pod starym dębem.",
    "Işıklı kıyıda ılık bir rüzgâr esiyor.",
    "Con mèo nhỏ ngủ trên ghế gỗ.",
    # Russian, Ukrainian, Greek
    "Река зимой холодная, а летом тёплая.",
    "Сколько людей живёт в этом городе?",
    "Поезд к морю уходит утром с четвёртого пути.",
    "Їхня хата стоїть біля річки.",
    "Ο δρόμος προς τη θάλασσα είναι κλειστός τον χειμώνα.",
    # Chinese
    "河水在冬天很冷，夏天很暖。",
    "这个城市有多少人？",
    "火车早上七点从四号站台开往海边。",
    "圖書館星期一到星期五開門。",
    # Japanese, Korean
    "川の水は冬に冷たく、夏に温かいです。",
    "この町には何人が住んでいますか。",
    "コーヒーとパンをテーブルに置いた。",
    "강물은 겨울에 차갑고 여름에 따뜻하다.",
    "이 도시에는 몇 명이 살고 있나요?",
    # Arabic, Hebrew
    "ماء النهر بارد في الشتاء ودافئ في الصيف.",
    "كم عدد الناس في هذه المدينة؟",
    "מי הנהר קרים בחורף וחמים בקיץ.",
    "כמה אנשים גרים בעיר?",
    # Hindi, Tamil, Thai
    "नदी का पानी सर्दी में ठंडा और गर्मी में गरम होता है।",
    "इस शहर में कितने लोग रहते हैं?",
    "ஆற்று நீர் குளிர்காலத்தில் குளிராக இருக்கும்.",
    "น้ำในแม่น้ำเย็นในฤดูหนาวและอุ่นในฤดูร้อน",
    "เมืองนี้มีคนอยู่กี่คน",
    # Symbols
    "Coffee ☕ and cake 🍰 cost 4 € or £3; 2 × 3 = 6, and ½ + ½ = 1.",
]

SENTENCES = ENGLISH + OTHERS
