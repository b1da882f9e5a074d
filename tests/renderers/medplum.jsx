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
import { answersOf, judge, until } from "./pages.mjs";

const client = new MockClient();

function* open(items, response) {
  for (const one of items ?? [])
    if (isQuestionEnabled(one, response)) {
      yield one.linkId;
      yield* open(one.item, response);
    }
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
    button?.click();
    await until(() => back, 5);
    return [...place.querySelectorAll(":invalid")].map((one) => one.name || one.id || one.tagName);
  });
  const shown = { questionnaireResponse: response };
  const text = await drawn(createElement(QuestionnaireResponseDisplay, shown), (place) =>
    until(() => place.textContent, 20),
  );
  if (!text || text.includes("[object Object]")) complaints.push("the display of the response");
  if (!back) complaints.push("it could not be submitted");
  return { links: [...open(form.item, response)], answers: answersOf(back ?? {}), complaints };
});
