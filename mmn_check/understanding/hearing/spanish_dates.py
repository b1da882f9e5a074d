"""What dates are said with in Spanish.

The English comes first, then the ways to say it in Spanish, set apart by commas; case and accents
do not matter, and the longest phrase counts. A date with a word that stands nowhere here is kept
in the person's words. "Unos" before a number is "about"; before "años" alone no number is meant.
"""

from __future__ import annotations

from collections.abc import Mapping

MONTHS: Mapping[str, str] = {
    "january": "enero, ene",
    "february": "febrero, feb",
    "march": "marzo, mar",
    "april": "abril, abr",
    "may": "mayo",
    "june": "junio, jun",
    "july": "julio, jul",
    "august": "agosto, ago",
    "september": "septiembre, setiembre, sept, sep, set",
    "october": "octubre, oct",
    "november": "noviembre, nov",
    "december": "diciembre, dic",
}
WEEKDAYS: Mapping[str, str] = {
    "monday": "lunes",
    "tuesday": "martes",
    "wednesday": "miércoles",
    "thursday": "jueves",
    "friday": "viernes",
    "saturday": "sábado",
    "sunday": "domingo",
}
SEASONS: Mapping[str, str] = {
    "spring": "primavera",
    "summer": "verano",
    "autumn": "otoño",
    "winter": "invierno",
    "springs": "primaveras",
    "summers": "veranos",
    "autumns": "otoños",
    "winters": "inviernos",
    "christmas": "navidad, navidades, la navidad, nochebuena",
    "easter": "semana santa, pascua",
    "new year": "año nuevo",
    "thanksgiving": "acción de gracias, día de acción de gracias",
    "halloween": "halloween",
    "weekend": "fin de semana",
}
UNITS: Mapping[str, str] = {
    "year": "año",
    "years": "años",
    "month": "mes",
    "months": "meses",
    "week": "semana",
    "weeks": "semanas",
    "day": "día",
    "days": "días",
    "hour": "hora",
    "hours": "horas",
    "minute": "minuto",
    "minutes": "minutos",
    "decade": "década",
    "decades": "décadas",
}
DAYS: Mapping[str, str] = {
    "day before yesterday": "anteayer, antier, antes de ayer, antes ayer",
    "yesterday": "ayer",
    "today": "hoy, hoy mismo",
    "tomorrow": "mañana",
    "day after tomorrow": "pasado mañana",
    "last night": "anoche, ayer por la noche, ayer en la noche, ayer noche",
    "now": "ahora, ahora mismo",
    "until now": "hasta ahora, hasta la fecha, a la fecha, hasta el día de hoy",
    "this morning": "esta mañana, hoy por la mañana, hoy en la mañana",
    "this afternoon": "esta tarde, hoy por la tarde, hoy en la tarde",
    "tonight": "esta noche, hoy por la noche, hoy en la noche",
    "morning": "por la mañana, en la mañana, de la mañana",
    "afternoon": "por la tarde, en la tarde, de la tarde",
    "evening": "por la noche, en la noche, de la noche",
}
NUMBERED: Mapping[str, str] = {
    "one": "uno",
    "an": "un, una",
    "half": "medio, media",
    "a couple of": "un par de",
    "a few": "unos pocos, unas pocas, unos cuantos, unas cuantas",
    "first": "primero, primera, primer",
    "second": "segunda",
    "third": "tercera, tercer",
    "fourth": "cuarta",
    "first half of": "primera mitad de, primera mitad del",
    "second half of": "segunda mitad de, segunda mitad del",
}
WHEN: Mapping[str, str] = {
    "this": "este, esta",
    "next": "próximo, próxima, que viene, entrante",
    "less than": "menos de",
    "in": "en, dentro de",
    "since": "desde, a partir de, desde que, desde el, desde la",
    "until": "hasta",
    "between": "entre",
    "and": "y, e",
    "or": "o, u",
    "early": (
        "principios, a principios, principio, al principio, a principio, comienzos, "
        "a comienzos, comienzo, al comienzo, inicios, a inicios, inicio, al inicio"
    ),
    "mid": "mediados, a mediados, a mitad, mitad",
    "late": "finales, a finales, final, al final, fines, a fines",
    "age": "edad, a la edad, a los, a mis",
    "was": "tenía, tenía yo, yo tenía",
    "turned": "cumplí",
    "when": "cuando",
    "i": "yo",
}
ABOUT: Mapping[str, str] = {
    "about": (
        "aprox, aproximado, "
        "como, como unos, como unas, unos, unas, alrededor, alrededor de, alrededor del, "
        "aproximadamente, más o menos, cerca de, casi, hacia, sobre, por ahí de, por ahí del, "
        "allá por, como por, como en, a eso de, por"
    ),
    "maybe": (
        "quizá, quizás, tal vez, a lo mejor, puede ser, puede que, posiblemente, probablemente, "
        "puede haber sido"
    ),
    "think": "creo, creo que, pienso, pienso que, diría, diría que, yo diría, me parece que",
}
NOTHING_SAID: Mapping[str, str] = {
    "of": "de, del",
    "the": "el, la",
    "for": "durante, llevo, ya llevo",
    "so": "así, con esto",
    "it": "fue, era, eso fue, esto fue, es, fue en, fue desde",
    "it started": "empezó, comenzó, inició, me empezó, me comenzó, empezó todo, todo empezó",
    "noticed": "lo noté, noté",
    "well": "bueno, pues",
    "um": "eh, este pues, mmm",
    "please": "por favor",
    "i started": "empecé, comencé",
}
"""What changes nothing about a date."""

ENGLISH: Mapping[str, str] = {
    word: word
    for word in (
        *MONTHS,
        *UNITS,
        *(f"{unit} ago" for unit in UNITS),
        *("the", "of", "in", "and", "to", "or", "last", "about", "since", "yesterday"),
        *("early", "mid", "late"),
        *("spring", "summer", "winter"),
    )
}
"""English words that cannot be Spanish; "ago" alone is August."""

TABLES = (
    *(ENGLISH, MONTHS, WEEKDAYS, SEASONS, UNITS, DAYS),
    *(NUMBERED, WHEN, ABOUT, NOTHING_SAID),
)
