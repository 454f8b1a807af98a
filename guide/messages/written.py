"""What is written into tables, PO files and files that begin: in the guide's own language, as the notes of the models that stand beside it.

It is no question of who runs the command: else two people who keep the same tables would turn each other's files.
"""

WRITTEN: dict[str, str] = {
    "used-everywhere": "Hele guiden",
    "used-on-site": "Hjemmesidens ramme og overskrifter",
    "used-on-sheets": "Arkene",
    "used-in-book": "Hæftet med hele guiden",
    "used-on-page": "Siden ”{title}”",
    "used-on": "ark: {sheets}",
    "table-head": "{file} på {language}. Læs i docs/oversaetter.md, hvordan filen bruges.",
    "table-changed": "Den danske tekst er ændret. Ret oversættelsen, og slet linjen med da-before.",
    "note-signs": "Højst {count} tegn.",
    "note-words": "Højst {count} ord.",
    "language-head": "{name}. Hvad felterne betyder, står i docs/oversaetter.md.",
    "new-sheet-title": "Nyt ark",
    "new-conversation-title": "Ny samtale",
    "own-head": "Tekster fra {file}, som vi har skrevet om. Feltet own er vores.",
}
