"""The catalogue of messages to the author: for each code what is wrong, and what to do. Gaps stand in braces."""

CATALOGUE: dict[str, tuple[str, str]] = {
    # files
    "missing-file": ("Filen mangler.", "Guiden kan ikke bygges uden den. Hent den fra en tidligere version."),
    "unknown-file": ("Guiden kender ikke denne fil.", "{suggestion}"),
    "not-a-file": ("Her er en mappe, men der skal være en fil.", "Flyt eller omdøb mappen, og læg filen tilbage."),
    "not-a-folder": ("Her er en fil, men der skal være en mappe.", "Flyt eller omdøb filen, og læg mappen tilbage."),
    "unreadable": ("Filen kan ikke læses: {reason}.", "Se efter, om filen findes, og om du har lov til at åbne den."),
    "not-allowed": ("Filen kan ikke læses: Du har ikke lov til at åbne den.", "Giv dig selv lov til at læse filen, eller hent den igen."),
    "link-loop": ("Filen kan ikke læses: Den er en genvej til sig selv.", "Slet genvejen, og læg selve filen i mappen."),
    "outside": ("Filen er en genvej til et sted uden for mappen med indhold.", "Læg selve filen i mappen i stedet for en genvej."),
    "encoding": (
        "Filen er ikke gemt som UTF-8. Tegnet her kan ikke læses.",
        "Gem filen igen, og vælg tegnkodningen UTF-8. Windows-1252 og ”ANSI” kan ikke bruges.",
    ),
    "control-character": ("Her står et usynligt tegn ({character}), som ikke må være i en tekst.", "Slet tegnet, og skriv teksten igen."),
    "too-large": ("Filen fylder {size} tegn. Den må højst fylde {limit}.", "Se efter, om noget er sat ind ved en fejl, eller del filen op."),
    "long-line": ("Linjen er {length} tegn lang. En linje må højst være {limit}.", "Se efter, om noget er sat ind ved en fejl, eller del linjen."),
    "empty-file": ("Filen er tom.", "Skriv indholdet, eller slet filen, hvis den ikke skal bruges."),
    "file-name": (
        "Filens navn ”{name}” kan ikke bruges som id.",
        "Brug små bogstaver fra a til z, tal og bindestreg, fx ”my-page.yaml”.",
    ),
    # the writing of YAML
    "tab": ("Linjen er rykket ind med tabulator.", "Brug mellemrum: to for hvert trin."),
    "quote": ("Et anførselstegn bliver ikke lukket.", "Sæt {quote} til sidst i teksten."),
    "mapping-value": (
        "Her er et kolon, som ikke kan stå i teksten.",
        'Sæt "anførselstegn" om hele teksten, når der er kolon og mellemrum i den.',
    ),
    "indentation": (
        "Linjen passer ikke med linjerne omkring den.",
        "Se på indrykningen: Det, der hører sammen, står lige langt inde. Se også, om et kolon mangler.",
    ),
    "syntax": ("Filen kan ikke læses her.", 'Se på tegnene her. Hjælper det ikke, så sæt "anførselstegn" om teksten.'),
    "documents": ("Her begynder en ny del af filen (---).", "Slet linjen med de tre streger. En fil har kun én del."),
    "alias": ("Her står & eller * foran en tekst.", 'Sæt "anførselstegn" om teksten, når den begynder med & eller *.'),
    "tag": ("Her står et udråbstegn foran en tekst.", 'Sæt "anførselstegn" om teksten, når den begynder med !.'),
    "duplicate-key": ("”{key}” står her to gange.", "Det står også i linje {line}. Slet den ene, eller giv den et andet navn."),
    "key-kind": ("Her skal stå et kort navn før kolon.", "Skriv navnet på én linje, fulgt af kolon."),
    "depth": ("Der er for mange lag inde i hinanden.", "Højst {limit} trin er tilladt. Se på indrykningen."),
    # what the models want
    "unknown-key": ("”{key}” er ikke et felt her.", "{suggestion}"),
    "missing-key": ("Feltet ”{key}” mangler.", "Skriv en linje, der begynder med ”{key}:”."),
    "no-text": ("Teksten mangler.", "Skriv en tekst efter kolon, eller slet linjen, hvis feltet ikke skal bruges."),
    "number-not-text": ("Her skal stå en tekst, men ”{value}” læses som et tal.", 'Sæt anførselstegn om: "{value}".'),
    "truth-not-text": ("Her skal stå en tekst, men ”{value}” læses som ja eller nej.", 'Sæt anførselstegn om: "{value}".'),
    "date-not-text": ("Her skal stå en tekst, men ”{value}” læses som en dato.", 'Sæt anførselstegn om: "{value}".'),
    "list-not-text": ("Her skal stå en tekst, men der står en liste.", "Slet bindestregerne eller de kantede parenteser, og skriv én tekst."),
    "fields-not-text": ("Her skal stå en tekst, men der står felter.", 'Skriv teksten efter kolon. Sæt "anførselstegn" om den, hvis der er kolon i den.'),
    "text-not-list": ("Her skal stå en liste, men der står en tekst.", "Skriv den i kantede parenteser: [{value}]."),
    "not-list": ("Her skal stå en liste.", "Skriv den i kantede parenteser med komma imellem: [en, to]."),
    "list-not-fields": (
        "Her skal stå felter med hver sit navn, men der står en liste.",
        "Giv hvert punkt sit eget id fulgt af kolon i stedet for en bindestreg.",
    ),
    "text-not-fields": ("Her skal stå felter med hver sit navn, men der står en tekst.", "Ryk felterne ind på linjerne nedenunder: navn, kolon, tekst."),
    "not-number": ("Her skal stå et helt tal.", "Skriv tallet uden anførselstegn."),
    "number-range": ("Tallet skal være {rule}.", "Skriv et tal, der passer."),
    "not-truth": ("Her skal stå true eller false.", "Skriv ”true” for ja og ”false” for nej, uden anførselstegn."),
    "choice": ("”{value}” kan ikke vælges her.", "{suggestion}"),
    "type-missing": ("Feltet ”type” mangler.", "Skriv, hvad det er, fx ”type: text”. Du kan vælge: {allowed}."),
    "id-form": (
        "”{value}” kan ikke bruges som id.",
        "Et id er på engelsk: små bogstaver fra a til z, tal og bindestreg, fx ”good-start”.",
    ),
    "slug-form": ("”{value}” kan ikke stå i en adresse.", "Brug små bogstaver fra a til z, tal og bindestreg. Skriv ae, oe og aa for æ, ø og å."),
    "address-form": ("”{value}” er ikke en hel adresse.", "Skriv den helt ud, og begynd med https://."),
    "day-form": ("”{value}” er ikke en dato.", 'Skriv år, måned og dag sådan: "2026-11-21".'),
    "value": ("Det, der står her, passer ikke.", "Se på de andre filer af samme slags, eller slå feltet op i håndbogen."),
    # markup of a text
    "unclosed-mark": ("{snippet} bliver ikke lukket igen.", "Sæt {snippet} efter de ord, der skal fremhæves, eller slet det."),
    "crossed-marks": ("{snippet} lukkes det forkerte sted.", "Luk det inderste først: **ord *ord* ord**."),
    "empty-link": ("Linket {snippet} mangler ord eller mål.", "Skriv det sådan: [ord](id)."),
    "link-scheme": ("Linket må ikke gå til ”{snippet}”.", "Brug et id fra guiden eller en adresse, der begynder med https://."),
    "label-lines": ("En overskrift kan kun være én linje.", "Skriv den på én linje, uden tom linje imellem."),
    "label-markup": ("Her kan teksten ikke fremhæves eller have links.", "Slet stjernerne eller linket, og skriv kun ordene."),
    "unknown-variable": ("Guiden kender ikke ”{snippet}”.", "{suggestion}"),
    # what belongs together
    "unknown-link": ("Linket går til ”{value}”, som ikke findes.", "{suggestion}"),
    "unknown-trait": ("Der er intet karaktertræk med id’et ”{value}”.", "{suggestion}"),
    "unknown-sheet": ("Der er intet ark med id’et ”{value}”.", "{suggestion}"),
    "unknown-conversation": ("Der er ingen samtale med id’et ”{value}”.", "{suggestion}"),
    "unknown-page": ("Der er ingen side med id’et ”{value}”.", "{suggestion}"),
    "unknown-scale": ("Der er ingen skala med id’et ”{value}”.", "{suggestion}"),
    "unknown-words": ("Der er intet med id’et ”{value}”, som ordene kan hentes fra.", "{suggestion}"),
    "unknown-part": ("Samtalen har ingen del med id’et ”{value}”.", "{suggestion}"),
    "id-twice": ("Id’et ”{value}” er brugt to gange.", "Det er også brugt i {other}. Giv det ene et andet id."),
    "slug-twice": ("Adressen ”{value}” er brugt to gange.", "Den bruges også i {other}. Giv den ene et andet ”slug”."),
    "not-in-chapter": ("Siden står ikke i noget kapitel.", "Skriv dens id under ”pages” i et kapitel i guide.yaml."),
    "table-columns": ("Rækken passer ikke med tabellens overskrifter.", "Rækken skal have en tekst til hver af: {columns}."),
    "no-cards": ("”{value}” har ingen små dele (cards) og ingen spørgsmål, som arket kan bruge.", "Vælg en anden del, eller skriv felterne i arket."),
    "no-points": ("”{value}” har ingen punkter (points), som arket kan bruge.", "Vælg en anden del af guiden."),
    "nothing-to-write": ("Her er intet at skrive om.", "Hent ordene med ”take”, eller skriv dem under ”fields”."),
    "unknown-column": ("Tabellen har ingen kolonne med id’et ”{value}”.", "{suggestion}"),
    "unknown-field": ("”{value}” findes ikke i det, som ordene hentes fra.", "{suggestion}"),
    # sheets that do not come out as meant
    "page-count": ("Arket ”{sheet}” fylder {pages} sider, men skal fylde {declared}.", "Gør teksten kortere, eller ret ”pages” i arkets fil."),
    "text-cut": ("Teksten ”{text}” kan ikke være, hvor den står på arket ”{sheet}”.", "Gør den kortere, eller vælg et kortere ord."),
    "engine": ("Arket ”{sheet}” kunne ikke sættes rent: {reason}", "Se på teksten eller figuren, som beskeden nævner."),
}


def suggestion(near: list[str], allowed: list[str], limit: int = 12) -> str:
    """The hint for a word that is not known: the nearest one, else what is allowed."""
    if near:
        return f"Mente du ”{near[0]}”?"
    if not allowed:
        return "Her er intet at vælge imellem."
    more = " …" if len(allowed) > limit else "."
    return "Du kan vælge: " + ", ".join(allowed[:limit]) + more


COMMANDS: dict[str, str] = {
    "help": "Bygger guiden: hjemmesiden i output/site og arkene i output/print.",
    "help-test": "”build.py test” henter det, testene skal bruge, og kører dem alle.",
    "help-check": "læs indholdet, og vis alle fejl; intet bliver skrevet",
    "help-site": "byg kun hjemmesiden",
    "help-sheets": "byg kun arkene, eller nogle få af dem",
    "help-ids": "id på et ark, fx notes-1",
    "help-content": "mappen med indhold (ellers content)",
    "help-output": "mappen, der bygges i (ellers output)",
    "help-jobs": "hvor mange ark der sættes på én gang",
    "usage-error": "Det forstod build.py ikke: {reason}",
    "usage-hint": "Skriv ”python3 build.py --help” for at se kommandoerne.",
    "checked": "Indholdet er i orden.",
    "one-problem": "1 fejl. Intet er bygget.",
    "problems": "{count} fejl. Intet er bygget.",
    "stopped": "Stoppet. Det, der var bygget før, er uændret.",
    "unchanged": "Intet er ændret siden sidst. Guiden ligger i {output}.",
    "sheets": "Sætter {count} ark …",
    "site": "Bygger hjemmesiden …",
    "done": "Færdig. Åbn {page}",
    "done-sheets": "Færdig. Arkene ligger i {folder}",
    "unknown-sheet": "Der er intet ark med id’et ”{id}”. {suggestion}",
    "cannot-write": "Der kan ikke skrives i {folder}: {reason}.",
    "locked": "En anden bygning er i gang i {folder}. Vent, til den er færdig.",
    "site-failed": "Hjemmesiden kan ikke bygges: {reason}",
    "broken-link": "Et link på siden {page} fører ingen steder hen: {link}",
    "no-engine": "PDF-delen mangler et system-bibliotek: {reason}. Kør ”python3 build.py” igen, eller se README.",
}
"""What the commands say; the same rules as for problems."""
