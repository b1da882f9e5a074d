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

function picked(form, response) {
  const lists = new Set([...each(form.item)].filter((one) => one.answerOption).map((one) => one.linkId));
  const said = [...each(response.item)].filter((one) => lists.has(one.linkId));
  return said.flatMap((one) => one.answer ?? []).length;
}

const PICKS = "input[type=radio]:checked, input[type=checkbox]:checked, .mantine-Pill-root";

function picksIn(place) {
  const chosen = [...place.querySelectorAll("select")].filter((one) => one.value);
  return place.querySelectorAll(PICKS).length + chosen.length;
}

// What each list of a form offers, every list in a group of its own that has its linkId as title.
async function offered(form) {
  const lists = [...each(form.item)].filter((one) => one.answerOption);
  const item = lists.map(({ linkId, type, repeats, extension, answerOption }) => {
    const control = extension?.filter((one) => one.url.endsWith("/questionnaire-itemControl"));
    const list = { linkId, text: linkId, type, repeats, extension: control, answerOption };
    return { linkId: `of ${linkId}`, text: linkId, type: "group", item: [list] };
  });
  const alone = { resourceType: "Questionnaire", status: "active", item };
  return drawn(createElement(QuestionnaireForm, { questionnaire: alone }), async (place) => {
    await until(() => place.querySelector("button[type=submit]"), 20);
    const titles = new Map([...place.querySelectorAll("h4")].map((one) => [one.textContent, one]));
    const complaints = [];
    for (const list of lists) {
      const found = await offeredIn(titles.get(list.linkId).parentElement);
      const wanted = list.answerOption.length;
      if (found !== wanted) complaints.push(`${list.linkId}: ${found} of ${wanted} options are shown`);
    }
    return complaints;
  });
}

async function offeredIn(place) {
  const list = place.querySelector("select");
  if (list) return [...list.options].filter((one) => one.value).length;
  const opens = place.querySelector("input[aria-haspopup=listbox]");
  if (!opens) return place.querySelectorAll("input[type=radio], input[type=checkbox]").length;
  opens.click();
  const box = await until(() => document.getElementById(opens.getAttribute("aria-controls")), 5);
  return box?.querySelectorAll("[role=option]").length;
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
  complaints.push(...(await offered(form)));
  return { links: [...open(form.item, response)], answers: answersOf(back ?? {}), complaints };
});
