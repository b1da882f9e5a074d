// What Medplum's form, and its display of a response, make of each visit.
import { MantineProvider } from "@mantine/core";
import { MockClient } from "@medplum/mock";
import {
  isQuestionEnabled,
  MedplumProvider,
  QuestionnaireForm,
  QuestionnaireResponseDisplay,
} from "@medplum/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { answersOf, each, judge, until } from "./pages.mjs";

const client = new MockClient();

function* open(items, response) {
  for (const one of items ?? [])
    if (isQuestionEnabled(one, response)) {
      yield one.linkId;
      yield* open(one.item, response);
    }
}

const MOST_SHOWN = 30; // of a list to tick, Medplum shows no more; what is not shown is kept

function picked(form, response) {
  const lists = new Map([...each(form.item)].map((one) => [one.linkId, one.answerOption ?? []]));
  return [...each(response.item)].flatMap((one) => {
    const shown = lists.get(one.linkId).slice(0, MOST_SHOWN).map((o) => o.valueCoding.code);
    return (one.answer ?? []).filter((answer) => shown.includes(answer.valueCoding?.code));
  }).length;
}

const PICKS = "input[type=radio]:checked, input[type=checkbox]:checked";

function picksIn(place) {
  const chosen = [...place.querySelectorAll("select")].filter((one) => one.value);
  return place.querySelectorAll(PICKS).length + chosen.length;
}

async function drawn(element, look) {
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  const told = createElement(MedplumProvider, { medplum: client }, element);
  root.render(createElement(MantineProvider, null, told));
  try {
    return await look(place);
  } finally {
    root.unmount();
    place.remove();
  }
}

judge(async ({ form, response }) => {
  let back;
  const onSubmit = (submitted) => {
    back = submitted;
  };
  const asked = { questionnaire: form, questionnaireResponse: response, onSubmit };
  const complaints = await drawn(createElement(QuestionnaireForm, asked), async (place) => {
    const button = await until(() => place.querySelector("button[type=submit]"), 20);
    const [seen, picks] = [picksIn(place), picked(form, response)];
    button?.click();
    await until(() => back, 5);
    const wrong = [...place.querySelectorAll(":invalid")].map((one) => one.name || one.id);
    return seen === picks ? wrong : [...wrong, `${seen} of ${picks} picks are shown`];
  });
  const shown = { questionnaireResponse: response };
  const text = await drawn(createElement(QuestionnaireResponseDisplay, shown), (place) =>
    until(() => place.textContent, 20),
  );
  if (!text || text.includes("[object Object]")) complaints.push("the display of the response");
  if (!back) complaints.push("it could not be submitted");
  return { links: [...open(form.item, response)], answers: answersOf(back ?? {}), complaints };
});
