import { incidentNames, type IncidentName } from "../../result/pressure.ts";
import type { Incident } from "../incident.ts";
import { databaseOutage } from "./database-outage.ts";
import { frozenDatabase } from "./frozen-database.ts";
import { kill } from "./kill.ts";
import { killOneOfTwo } from "./kill-one-of-two.ts";
import { mailOutage } from "./mail-outage.ts";
import { malformedStorm } from "./malformed-storm.ts";
import { rollingRestart } from "./rolling-restart.ts";
import { serviceOutage } from "./service-outage.ts";
import { slowClients } from "./slow-clients.ts";
import { slowDatabase } from "./slow-database.ts";
import { spike } from "./spike.ts";

const all: readonly Incident[] = [
  slowDatabase,
  frozenDatabase,
  databaseOutage,
  kill,
  spike,
  rollingRestart,
  killOneOfTwo,
  malformedStorm,
  slowClients,
  mailOutage,
  serviceOutage,
];

/** Those of these names, in the order of a run. */
export function incidentsNamed(names: readonly IncidentName[]): readonly Incident[] {
  return all
    .filter(({ name }) => names.includes(name))
    .toSorted((one, other) => incidentNames.indexOf(one.name) - incidentNames.indexOf(other.name));
}
