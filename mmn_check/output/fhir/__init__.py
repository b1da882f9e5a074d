"""A bank and a visit as FHIR R4 (https://hl7.org/fhir/R4): Questionnaire, QuestionnaireResponse."""
