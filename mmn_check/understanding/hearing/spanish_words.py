"""What is said in Spanish to pick and to count, and the small words between.

The English comes first, as the readers know it, then the ways to say it in Spanish, set apart by
commas; case and accents do not matter. The longest phrase counts: "otra vez" is never "vez". A
word that stands nowhere here is matched with the labels of the choices and means nothing else.
Add a phrase where it can mean one thing only; leave out what may mean several ("bastante").
"""

from __future__ import annotations

from collections.abc import Mapping

SIDES: Mapping[str, str] = {
    "right": "derecha, derecho, der",
    "left": "izquierda, izquierdo, izq",
    "right side": "lado derecho",
    "left side": "lado izquierdo",
    "on right": (
        "a la derecha, de la derecha, en la derecha, del lado derecho, al lado derecho, "
        "en el lado derecho, por el lado derecho, de lado derecho, derechos, derechas"
    ),
    "on left": (
        "a la izquierda, de la izquierda, en la izquierda, del lado izquierdo, "
        "al lado izquierdo, en el lado izquierdo, por el lado izquierdo, de lado izquierdo, "
        "izquierdos, izquierdas"
    ),
    "both sides": "ambos lados, los dos lados",
    "on both sides": (
        "a ambos lados, de ambos lados, en ambos lados, por ambos lados, a los dos lados, "
        "de los dos lados, en los dos lados, por los dos lados"
    ),
    "side": "lado",
    "sides": "lados",
    "fingers": "dedos de la mano, dedos de las manos, dedo de la mano",
    "toes": "dedos del pie, dedos de los pies, dedo del pie",
}
"""Where it is; what is named after another place is not that place."""

NUMBERED: Mapping[str, str] = {
    "number": "número",
    "numbers": "números",
    "option": "opción",
    "options": "opciones",
    "answer": "respuesta, la respuesta",
    "answer is": "la respuesta es, mi respuesta es",
    "one key": "una tecla, una sola tecla",
    "only": "solo, solamente, únicamente, nomás, solo la, solo el",
    "choose": "escojo, elijo, escoger, elegir",
    "id say": "yo diría, diría, diría que, yo diría que",
    "first": "primero, primera, primer",
    "second": "segundo, segunda",
    "third": "tercero, tercera, tercer",
    "fourth": "cuarto, cuarta",
    "fifth": "quinto, quinta",
    "sixth": "sexto, sexta",
    "seventh": "séptimo, séptima, sétimo, sétima",
    "eighth": "octavo, octava",
    "ninth": "noveno, novena",
    "tenth": "décimo, décima",
}
"""What stands with a number that is picked, or picks by itself."""

AMOUNTS: Mapping[str, str] = {
    "about": "alrededor de, aproximadamente, más o menos, cerca de, unos, unas, como unos",
    "maybe": "tal vez, quizá, quizás, a lo mejor, probablemente, puede que",
    "between": "entre",
    "and half": "y medio, y media",
    "half": "medio, media",
    "time": "vez",
    "times": "veces",
    "of age": "de edad",
    "have": "tengo",
    "age": "cumplí, edad",
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

SMALL_WORDS: Mapping[str, str] = {
    "and": "y, e",
    "or": "o, u",
    "also": "también, y también",
    "every": "cada",
    "then": "luego, y luego, después, y después",
    "the": "el, la, los, las, lo",
    "my": "mi, mis, su, sus, tu, tus, nuestro, nuestra, nuestros, nuestras",
    "in": "en",
    "with": "con",
    "that": "que",
    "this": "este, esta, esto, estos, estas, ese, esa, eso, esos, esas",
    "me": "me, se, le",
    "be": "soy, estoy, está, están",
    "is": "es, son",
    "without": "sin",
    "isnt": "ni, tampoco",
    "nobody": "nadie",
    "more": "más",
    "less": "menos",
    "want": "quiero, quisiera, deseo, necesito, me gustaría",
}
"""What joins, or tells no choice from another."""

KEYS: Mapping[str, str] = {letter: letter for letter in "bshqrnl"}
"""The keys are the same in every language; so are the letters for a side after a figure."""

ENGLISH: Mapping[str, str] = {
    word: word
    for word in (
        "yes",
        "yeah",
        "back",
        "go back",
        "skip",
        "help",
        "stop",
        "quit",
        "exit",
        "repeat",
        "quiet",
        "right",
        "left",
        "both",
        "none",
        "not sure",
        "i dont know",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
    )
}
"""English words that cannot be Spanish: understood, should somebody type them."""

TABLES = (SIDES, NUMBERED, AMOUNTS, UNITS, SMALL_WORDS, KEYS, ENGLISH)
