// What the pages in the browser share: each visit is fetched, looked at, and what was seen sent back.

export function* each(items) {
  for (const one of items ?? []) {
    yield one;
    yield* each(one.item);
    for (const answer of one.answer ?? []) yield* each(answer.item);
  }
}

export function answersOf(response) {
  return [...each(response.item)].flatMap((one) =>
    (one.answer ?? []).map((answer) => [
      one.linkId,
      `${answer.valueCoding?.code ?? Object.values(answer)[0]}`,
    ]),
  );
}

export async function until(found, seconds) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const one = found();
    if (one) return one;
    await new Promise((go) => setTimeout(go, 50));
  }
  return undefined;
}

export async function judge(look) {
  for (const name of await (await fetch("/visits")).json()) {
    const bundle = await (await fetch(`/visits/${name}`)).json();
    const [form, response] = bundle.entry.map((one) => one.resource);
    let seen;
    try {
      seen = await look({ form, response });
    } catch (error) {
      seen = { links: [], answers: [], complaints: [`${error}`] };
    }
    await fetch(`/seen/${name}`, { method: "POST", body: JSON.stringify(seen) });
  }
  await fetch("/done", { method: "POST" });
}
