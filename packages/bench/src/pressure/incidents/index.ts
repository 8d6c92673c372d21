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

const all: Readonly<Record<IncidentName, Incident>> = {
  "slow-database": slowDatabase,
  "frozen-database": frozenDatabase,
  "database-outage": databaseOutage,
  kill,
  spike,
  "rolling-restart": rollingRestart,
  "kill-one-of-two": killOneOfTwo,
  "malformed-storm": malformedStorm,
  "slow-clients": slowClients,
  "mail-outage": mailOutage,
  "service-outage": serviceOutage,
};

/** Those of these names, in the order of a run. */
export function incidentsNamed(names: readonly IncidentName[]): readonly Incident[] {
  return incidentNames.filter((name) => names.includes(name)).map((name) => all[name]);
}
