import { defineFollowUp } from "@assay/bench";

/** `contract.yaml` beside it as a binding. */
export default defineFollowUp({
  id: "log-ins",
  title: "Where I am logged in",
  version: "1.0.0",
  minutes: 60,
  binding: {
    listLogIns: {
      method: "GET",
      path: "/me/log-ins",
      credential: true,
      success: [200],
      outputs: { logIns: "$response.body#/logIns" },
    },
    endLogIn: {
      method: "DELETE",
      path: "/me/log-ins/{$inputs.logIn}",
      credential: true,
      success: [200, 204],
    },
  },
  establishes: { listLogIns: "log-in-list", endLogIn: "ended-log-in" },
});
