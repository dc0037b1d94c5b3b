"""Whose life is invented, by whom it is told, and how far it has come. One line a case.

`begun` is in working days before today. People are named as in the municipalities' files. `pathway` is named
where it is not the municipality's first.
"""

from collections.abc import Callable
from typing import NamedTuple

from laget.ops.demo_cases import ways, ways_danish, ways_others, ways_safe
from laget.ops.demo_cases import ways_further as further
from laget.rules.subjects import Subject


class Invented(NamedTuple):
    child: str
    gender: str
    author: str
    story: str
    begun: int
    way: Callable[..., None]
    others: tuple[str, ...] = ()
    subject: str = Subject.CHILD
    pathway: str = ""


B, G = "boy", "girl"

FJELLSKULEN = (
    Invented("Mikkel Brandvold", B, "kari-lund", "tired", 0, ways.written_for_oneself),
    Invented("Thea Brekken", G, "kari-lund", "two-homes", 19, ways.waits_too_long),
    Invented("Zofia Kowalska", G, "kari-lund", "new-here", 9, ways.invited_to_talk),
    Invented("Jonas Tveiten", B, "kari-lund", "hits", 12, ways.talked),
    Invented("Ola Strand", B, "kari-lund", "alone-at-break", 62, further.running_at_2, ("siri-nygard",)),
    Invented("Ayaan Farah", G, "kari-lund", "sick-brother", 38, ways.evaluation_tomorrow),
    Invented("Issát Eira", B, "kari-lund", "restless", 32, ways.baton_offered, ("amir-haddad",)),
    Invented("Emma Skogli", G, "kari-lund", "kept-out", 70, ways.closed_with_aftercare),
    Invented("William Haugstad", B, "kari-lund", "wrong-child", 25, ways.in_error),
    Invented("Sander Oppheim", B, "amir-haddad", "mondays", 42, further.one_says_no),
    Invented("Ida Strand", G, "solveig-utne", "little-sister", 27, ways.running),
    Invented("Omar Said", B, "solveig-utne", "tired", 120, ways.closed_early),
    Invented("Leah Nordby", G, "sunniva-dale", "reading", 33, ways.baton_offered, ("kari-lund",)),
    Invented("Theo Lunde", B, "sunniva-dale", "reading", 200, ways.closed_after_talk),
    Invented("Theo Lunde", B, "sunniva-dale", "afraid-to-go-home", 1, ways_safe.sealed_today),
    Invented(
        "Aksel Rud", B, "beata-nowak", "restless", 78, further.discussed_soon, ("lars-holm", "siri-nygard")
    ),
    Invented("Hedda Aasen", G, "beata-nowak", "shouted-at", 4, ways_safe.about_a_colleague, ("tom-berg",)),
    Invented("Elias Brandal", B, "tom-berg", "kept-out", 3, ways.shared),
    Invented("Nadia Yusuf", G, "tom-berg", "new-here", 62, further.consent_expired, ("rina-dahl",)),
    Invented("Filip Wójcik", B, "liv-aune", "mondays", 30, ways.running),
    Invented("Live Sunde", G, "tor-inge-bruland", "hood-up", 38, ways.evaluated),
    Invented("Sara Lindqvist", G, "ingrid-tveit", "lunch-in-the-bin", 46, further.new_at_2, ("siri-nygard",)),
    Invented(
        "Markus Fjeldstad",
        B,
        "ingrid-tveit",
        "stays-home",
        94,
        further.running_at_3,
        ("lars-holm", "wenche-brekke"),
    ),
    Invented(
        "Eva Myhre", G, "mohamed-warsame", "looks-after-mum", 64, further.offered_to_helper, ("sara-myrvold",)
    ),
    Invented("Yonas Tesfay", B, "mohamed-warsame", "stays-home", 130, ways.reopened),
)

OTHER_SCHOOLS = (
    Invented("Biera Balto", B, "elle-marja-utsi", "restless", 9, ways.new_at_1),
    Invented("Vilma Haug", G, "silje-bakken", "reading", 300, ways.closed_at_1),
    Invented("Leon Dyrdal", B, "silje-bakken", "hits", 50, ways.other_measures),
    Invented("Kasper Holte", B, "petter-strom", "gripped", 5, ways_safe.about_the_head, ("nora-eide",)),
    Invented(
        "Maryam Hashi", G, "petter-strom", "told-the-nurse", 20, ways_safe.sealed_on_the_way, ("bente-sand",)
    ),
    Invented("Julie Østbye", G, "hodan-ali", "hood-up", 34, ways.baton_declined, ("elle-marja-utsi",)),
    Invented("Tiril Engeset", G, "hodan-ali", "sick-brother", 63, further.running_at_2, ("yasmin-noor",)),
    Invented("Adrian Hovda", B, "jorunn-hestnes", "mondays", 52, ways.goes_on),
    Invented("Ella Fossnes", G, "jorunn-hestnes", "kept-out", 34, ways.evaluation_overdue),
    Invented(
        "Samuel Bekele", B, "tobias-lind", "stays-home", 53, further.handed_to, ("yasmin-noor", "yasmin-noor")
    ),
    Invented(
        "Oda Raknes",
        G,
        "tobias-lind",
        "hood-up",
        330,
        further.the_whole_way,
        ("lars-holm", "lars-holm", "siri-nygard"),
    ),
    Invented("Lukas Mazur", B, "fatuma-osman", "stays-home", 75, further.evaluated_at_2, ("lars-holm",)),
    Invented("Frida Kvamme", G, "fatuma-osman", "lunch-in-the-bin", 41, further.asks_mother_and_father),
)

KINDERGARTENS = (
    Invented("Iben Rasmussen", G, "aksel-nygaard", "few-words", 62, further.running_at_2, ("rina-dahl",)),
    Invented("Matheo Vangen", B, "aksel-nygaard", "bites", 26, ways.running),
    Invented("Liam Ruudstad", B, "amina-hassan", "cries-at-the-gate", 8, ways.invited_to_talk),
    Invented("Hanna Tran", G, "maja-wisniewska", "not-let-in", 39, ways.evaluated),
    Invented(
        "Ismail Abdi",
        B,
        "maja-wisniewska",
        "says-it-in-play",
        15,
        ways_safe.sealed_with_child_welfare,
        ("jakub-zielinski",),
    ),
    Invented("Storm Lyngstad", B, "lena-sivertsen", "bites", 10, ways.talk_called_off),
    Invented("Alva Nesse", G, "lena-sivertsen", "few-words", 180, ways.closed_with_aftercare),
    Invented("Jovnna Turi", B, "stian-wold", "few-words", 9, ways.nobody_holds),
    Invented(
        "Ronja Askeland",
        G,
        "stian-wold",
        "afraid-to-go-home",
        250,
        ways_safe.sealed_and_closed,
        ("sara-myrvold",),
    ),
)

NEIGHBOURS = (
    Invented(
        "Sigrid Fonnes", G, "gunnhild-lote", "nn-reads-little", 63, further.running_at_2, ("rina-dahl",)
    ),
    Invented("Torkjell Åmdal", B, "jostein-rygg", "nn-long-bus", 20, ways.waits_too_long),
    Invented("Vetle Hovden", B, "wioletta-lis", "nn-quiet-one", 28, ways.running),
    Invented("Jorid Bøen", G, "daniela-popa", "nn-sad-spring", 38, ways.evaluated),
    Invented(
        "Jorid Bøen",
        G,
        "daniela-popa",
        "nn-reads-little",
        24,
        further.tried_where_the_child_is,
        pathway="tidleg-innsats",
    ),
    Invented("Håkon Stavdal", B, "arnt-ove-skar", "nn-reads-little", 120, ways.closed_with_aftercare),
    Invented(
        "Eirin Kleppe", G, "torgeir-vik-hansen", "nn-long-bus", 61, further.running_at_2, ("lars-holm",)
    ),
    Invented("Selma Gjerde", G, "anja-riise", "nn-quiet-one", 10, ways.talked),
    Invented("Isak Myrmo", B, "rolf-kjos", "restless", 53, ways.goes_on),
    Invented("Olivia Bratland", G, "patryk-wrona", "few-words", 47, further.new_at_2, ("rina-dahl",)),
    Invented(
        "Sebastian Karlsøy", B, "asta-krane", "stays-home", 66, further.consent_withdrawn, ("wenche-brekke",)
    ),
    Invented("Tuva Skagen", G, "robin-falk", "cries-at-the-gate", 4, ways.shared),
)

DANISH = (
    Invented(
        "Freja Toftegaard",
        G,
        "yusuf-demir",
        "da-not-at-school",
        62,
        ways_danish.with_the_team,
        ("camilla-juhl", "ole-friis-lund"),
    ),
    Invented("Villads Bechmann", B, "anne-bruun", "da-left-out", 45, ways_danish.repeats),
    Invented(
        "Hamza Aydin", B, "yusuf-demir", "da-stopped-talking", 24, ways_danish.followed_soon, ("pia-holst",)
    ),
    Invented("Alberte Rask", G, "nanna-skovgaard", "da-few-words", 90, ways_danish.back_at_school),
    Invented("Malthe Rosager", B, "pia-holst", "da-not-at-school", 6, ways.invited_to_talk),
)

OTHERS = (
    Invented(
        "Amalie Skår",
        G,
        "marit-osland",
        "expects-alone",
        38,
        ways_others.she_answers_herself,
        ("jonas-brattli",),
        Subject.PREGNANT,
    ),
    Invented(
        "6A",
        G,
        "guro-tveitane",
        "class-at-war",
        31,
        ways_others.the_class_is_helped,
        ("helle-aronsen",),
        Subject.GROUP,
    ),
    Invented(
        "Vilde Rognstad",
        G,
        "imran-qureshi",
        "sleeps-in-class",
        5,
        ways_others.heard_first,
        subject=Subject.YOUTH,
    ),
    Invented(
        "Jonatan Lykke",
        B,
        "imran-qureshi",
        "keeps-his-coat-on",
        29,
        ways_others.he_answers_himself,
        ("helle-aronsen",),
        Subject.YOUTH,
    ),
)

CASES = (*FJELLSKULEN, *OTHER_SCHOOLS, *KINDERGARTENS, *NEIGHBOURS, *DANISH, *OTHERS)
LEFT_AT_WORK = {"liv-aune": 10}  # who has left their job, and how many working days ago
