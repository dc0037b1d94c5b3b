"""Which words name a child of a group: what the rules and the database both must find."""

# (the family names of the group, what somebody wrote, whose name it is)
EXAMPLES = [
    ("Strand", "Mora til Ola Strand ringte.", "Strand"),
    ("Strand", "STRAND er ute.", "Strand"),
    ("Strand", "Det er Strands venner.", "Strand"),
    ("Strand", "Ola Strand's mor", "Strand"),
    ("Strand", "Ola Strand’s mor", "Strand"),
    ("Strand", "De bader ved strandkanten.", ""),
    ("Strand", "Badestrand og strandlek", ""),
    ("Berg", "De er på bergtatt tur, uten herberge.", ""),
    ("Moss", "Moss’ bror", "Moss"),
    ("Berg-Hansen", "Hos Berg-Hansens i går", "Berg-Hansen"),
    ("Berg-Hansen", "Hos Berg Hansen i går", "Berg-Hansen"),
    ("Berg-Hansen", "De gikk opp på berget.", ""),
    ("Hansen", "Lise Berg-Hansen var der.", "Hansen"),
    ("Linné", "Hos Linnés", "Linné"),
    ("Linné", "Hos Linne i går", "Linné"),
    ("Linne", "Hos Linne\u0301 i går", "Linne"),
    ("Ås", "Der som alle er: as usual", ""),
    ("Ås", "Hos ÅS", "Ås"),
    ("Øby", "hos øbys", "Øby"),
    ("Čáppa", "hos cappa", "Čáppa"),
    ("Dahl|Strand", "Strand og Dahl", "Dahl"),
    ("", "Ingen", ""),
    ("-", "Ingen - i dag", ""),
]
