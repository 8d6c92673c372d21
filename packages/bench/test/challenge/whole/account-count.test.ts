import { describe, expect, it } from "vitest";
import { accountsInTables, surelyInTables } from "../../../../../challenges/login-system/account-count.ts";

describe("accounts in the tables", () => {
  const lone = { users: 1, mail_tries: 1, sign_up_tries: 1 };
  const refused = { users: 1, mail_tries: 1, sign_up_tries: 2 };
  const both = (mentions: Readonly<Record<string, number>>) =>
    [accountsInTables, surelyInTables].map((count) => count(mentions, lone, refused));

  it("are none, one or two where all tables say so", () => {
    expect(both({})).toEqual([0, 0]);
    expect(both(lone)).toEqual([1, 1]);
    expect(both({ users: 2, mail_tries: 2 })).toEqual([2, 2]);
  });

  it("are surely only as many as every table says that has any: a mail may be tried again, or be gone", () => {
    expect(both({ users: 1, mail_tries: 3 })).toEqual([3, 1]);
    expect(both({ users: 2, mail_tries: 0 })).toEqual([2, 2]);
    expect(both({ users: 0, mail_tries: 1 })).toEqual([1, 1]);
  });

  it("are not told by a table that grows when somebody is refused", () => {
    expect(both({ sign_up_tries: 4 })).toEqual([0, 0]);
  });
});
