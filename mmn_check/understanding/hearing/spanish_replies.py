"""What is said in Spanish instead of picking: commands, yes and no, all and none, politeness.

How the tables are written says `spanish_words`.
"""

from __future__ import annotations

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "back": (
        "atrás, volver, volver atrás, vuelve, vuelva, vuelve atrás, vuelva atrás, regresar, "
        "regresa, regrese, ir atrás, para atrás, hacia atrás, retroceder, la anterior, anterior, "
        "pregunta anterior, la pregunta anterior, a la anterior, a la pregunta anterior, "
        "volver a la anterior, volver a la pregunta anterior, regresar a la anterior, "
        "regresar a la pregunta anterior, ir a la anterior, ir a la pregunta anterior"
    ),
    "skip": (
        "saltar, saltarla, saltarlo, sáltala, sáltalo, sáltela, salta, salte, saltar esta, "
        "saltar esta pregunta, saltar la pregunta, omitir, omitirla, omitir esta, omite, omita, "
        "omitir esta pregunta, omitir la pregunta, siguiente, la siguiente, siguiente pregunta, "
        "la siguiente pregunta, ir a la siguiente, ir a la siguiente pregunta, "
        "pasar a la siguiente, pasa, paso, pasar, pase, dejarla en blanco, déjala en blanco"
    ),
    "help": (
        "ayuda, ayúdame, ayúdeme, ayudar, necesito ayuda, quiero ayuda, ayuda por favor, "
        "no entiendo, no lo entiendo, no entendí, no le entiendo, no comprendo, no lo comprendo, "
        "no entiendo la pregunta, explica, explicar, explique, explícame, explíqueme, "
        "qué significa, qué significa eso, qué significa esto, qué quiere decir, "
        "qué quiere decir eso, qué quiere decir esto, qué es eso, qué es esto"
    ),
    "why": (
        "por qué, para qué, por qué pregunta, por qué preguntan, por qué preguntas, "
        "por qué me pregunta, por qué me preguntan, por qué me pregunta eso, por qué lo pregunta"
    ),
    "stop": (
        "parar, detener, detente, deténgase, salir, terminar, parar aquí, parar ya, "
        "quiero parar, quiero salir, quiero terminar, quiero detenerme, necesito parar, "
        "guardar y salir, salir y guardar, guardar y parar, parar y guardar"
    ),
    "repeat": (
        "repetir, repite, repita, repítelo, repítela, repítalo, repítala, otra vez, de nuevo, "
        "repetir la pregunta, repite la pregunta, repita la pregunta, puede repetir, "
        "puede repetir la pregunta, puedes repetir, me la repite, me lo repite, "
        "dilo otra vez, dígalo otra vez, léela otra vez, léala otra vez, "
        "cuál era la pregunta, cuál es la pregunta, repite las opciones, repita las opciones"
    ),
    "quiet": "silencio, sin pistas, menos pistas, ocultar pistas, sin ayudas, ocultar ayudas",
    "ideas": (
        "idea, ideas, ver ideas, ver las ideas, mostrar ideas, mostrar las ideas, "
        "muestra ideas, muéstrame ideas, muéstrame las ideas, muéstreme ideas, "
        "muéstreme las ideas, dame ideas, dame una idea, deme ideas, deme una idea, "
        "quiero ideas, quiero ver ideas, necesito ideas, necesito una idea, más ideas, "
        "algunas ideas, unas ideas, sugerencias"
    ),
    "keep": (
        "dejar, dejarla así, dejarlo así, déjala así, déjalo así, déjela así, déjelo así, "
        "conservar, conservarla, conservarlo, consérvala, consérvalo, mantener, mantenerla, "
        "mantenerlo, guardar, guardarla, guardarlo, guárdala, guárdalo, dejar como está, "
        "dejar mi respuesta, conservar mi respuesta, mantener mi respuesta, guardar mi respuesta"
    ),
    "go on": "seguir, sigue, siga, seguimos, continuar, continúa, continúe, adelante",
    "take out": (
        "quitar, quítala, quítalo, quítela, quítelo, quitarla, quitarlo, borrar, bórrala, "
        "bórralo, bórrela, bórrelo, borrarla, borrarlo, eliminar, eliminarla, eliminarlo"
    ),
    "take out this": (
        "quitar esta, quitar este, borrar esta, borrar este, eliminar esta, eliminar este"
    ),
}
"""What is done instead of answering."""

STATES: Mapping[str, str] = {
    "not sure": (
        "todavía no sé, todavía no lo sé, aún no sé, aún no lo sé, "
        "no sé, no lo sé, yo no sé, no sé bien, no lo sé bien, no sé decir, no sabría decir, "
        "no sabría decirle, no estoy segura, no estoy seguro, no estoy muy segura, "
        "no estoy muy seguro, no estoy del todo segura, no estoy del todo seguro, no segura, "
        "no seguro, ni idea, no tengo idea, no tengo ni idea, ni la menor idea, "
        "no tengo la menor idea, no tengo ni la menor idea, ni la más mínima idea, quién sabe"
    ),
    "dont remember": (
        "no me acuerdo, no lo recuerdo, no la recuerdo, no recuerdo, no me acuerdo bien, "
        "no recuerdo bien, ya no me acuerdo, ya no recuerdo"
    ),
    "not sure which": (
        "no sé cuál, no sé cuál lado, no sé qué lado, no sé de qué lado, no sé de cuál lado, "
        "no sé en qué lado, no estoy segura de qué lado, no estoy seguro de qué lado, "
        "no me acuerdo de qué lado, no recuerdo de qué lado, no recuerdo qué lado"
    ),
    "rather not say": (
        "prefiero no decirlo, prefiero no decir, prefiero no contestar, prefiero no responder, "
        "prefiero no hablar de eso, preferiría no decirlo, preferiría no decir, "
        "preferiría no contestar, preferiría no responder, no quiero decirlo, no quiero decir, "
        "no quiero contestar, no quiero responder, no quiero hablar de eso, "
        "no deseo contestar, no deseo responder, no deseo decirlo, sin comentarios"
    ),
}
"""What is kept in place of an answer."""

YES_AND_NO: Mapping[str, str] = {
    "yes": (
        "sí señor, sí señora, sí señorita, sí doctor, sí doctora, sip, ajá, que sí, sí es, "
        "sí lo es, sí son, sí tengo, sí lo tengo, sí la tengo, sí los tengo, sí las tengo, "
        "sí puedo, sí he tenido, claro que sí, por supuesto que sí, desde luego que sí, "
        "definitivamente sí"
    ),
    "yes yes": "sí sí",
    "no": (
        "no, no señor, no señora, no señorita, no doctor, no doctora, nop, que no, claro que no, "
        "por supuesto que no, desde luego que no, definitivamente no"
    ),
    "of course": "claro, por supuesto, desde luego",
    "definitely": "sin duda, sin duda alguna, definitivamente",
    "thats right": "así es, es así",
    "correct": "correcto, es correcto, exacto, exactamente, efectivamente",
    "true": "cierto, es cierto, es verdad, verdad",
    "affirmative": "afirmativo",
    "not at all": "para nada, en absoluto, de ningún modo, de ninguna manera, no para nada",
    "never": "nunca, jamás, nunca jamás",
    "negative": "negativo",
}

POLITE: Mapping[str, str] = {
    "please": "por favor, porfa, por favorcito, si es tan amable",
    "thanks": "gracias, muchas gracias",
    "sorry": "perdón, disculpe, disculpa",
    "um": "eh, em, este pues, mmm, a ver",
    "well": "bueno, pues, pues bien",
    "ok": "okey, ok, vale",
}
"""What is said besides."""

ALL_AND_NONE: Mapping[str, str] = {
    "all": (
        "todo, toda, todos, todas, todas ellas, todos ellos, todas estas, todos estos, todo eso, "
        "todas las anteriores, todos los anteriores, todo lo anterior, todas las opciones"
    ),
    "both": "los dos, las dos, ambos, ambas, ambas dos, ambos dos",
    "none": "ninguno, ninguna, ningún",
    "none of these": (
        "ninguna de estas, ninguno de estos, ninguna de ellas, ninguno de ellos, "
        "ninguna de las anteriores, ninguno de los anteriores, nada de esto, nada de eso, "
        "ninguna de las opciones, ninguna opción, ninguna de esas, ninguno de esos"
    ),
    "neither": (
        "ninguna de las dos, ninguno de los dos, ni uno ni otro, ni una ni otra, "
        "ni lo uno ni lo otro, ni la una ni la otra, ni el uno ni el otro"
    ),
    "nothing": "nada",
    "nothing more": "nada más, ya nada, ya nada más",
    "no more": (
        "no más, ya no, ya no más, no hay más, ya no hay más, no tengo más, ya no tengo más, "
        "ninguna más, ninguno más, ninguna otra, ningún otro, ninguno otro, no hay otra, "
        "no hay otro, no hay otros, no hay otras, ya no hay otra, ya no hay otro"
    ),
    "thats all": "eso es todo, es todo, ya es todo, eso sería todo, sería todo, eso fue todo",
    "done": "listo, lista, ya está, ya estuvo",
    "finished": "terminé, ya terminé, he terminado, ya acabé",
    "end": "fin",
    "none that i know of": (
        "que yo sepa no, no que yo sepa, ninguna que yo sepa, ninguno que yo sepa, nada que yo sepa"
    ),
}

TABLES = (COMMANDS, STATES, YES_AND_NO, POLITE, ALL_AND_NONE)
