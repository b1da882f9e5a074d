// What the renderer of Smart Forms makes of each visit.
import {
  BaseRenderer,
  buildForm,
  getResponse,
  isHiddenByEnableWhen,
  questionnaireResponseStore,
  questionnaireStore,
  RendererThemeProvider,
  removeEmptyAnswersFromResponse,
  useRendererQueryClient,
} from "@aehrc/smart-forms-renderer";
import { QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { answersOf, judge, until } from "./pages.mjs";

function Form() {
  const client = useRendererQueryClient();
  const themed = createElement(RendererThemeProvider, null, createElement(BaseRenderer));
  return createElement(QueryClientProvider, { client }, themed);
}

function* open(items, filled, row) {
  const state = questionnaireStore.getState();
  for (const one of items ?? []) {
    if (isHiddenByEnableWhen({ ...state, linkId: one.linkId, parentRepeatGroupIndex: row })) continue;
    yield one.linkId;
    const within = filled.filter((answered) => answered.linkId === one.linkId);
    if (one.type !== "group" || !one.repeats) yield* open(one.item, within[0]?.item ?? [], row);
    else for (const [at, each] of within.entries()) yield* open(one.item, each.item ?? [], at);
  }
}

judge(async ({ form, response }) => {
  const served = { terminologyServerUrl: location.origin };
  await buildForm({ questionnaire: form, questionnaireResponse: response, ...served });
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  root.render(createElement(Form));
  const complaints = [];
  if (!(await until(() => place.querySelector("input"), 60))) complaints.push("nothing is shown");
  const back = removeEmptyAnswersFromResponse(form, getResponse());
  const links = [...new Set(open(form.item, back.item))];
  questionnaireResponseStore.getState().validateResponse(form, back);
  const { invalidItems } = questionnaireResponseStore.getState();
  complaints.push(...Object.keys(invalidItems).map((one) => `${one} is not valid`));
  root.unmount();
  place.remove();
  return { links, answers: answersOf(back), complaints };
});
