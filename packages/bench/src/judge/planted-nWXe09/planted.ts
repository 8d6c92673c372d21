import type { CellPlan } from "../../cell/protocol.ts";
