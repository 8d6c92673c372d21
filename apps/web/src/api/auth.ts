import { queryOptions } from "@tanstack/react-query";
import { createAuthClient } from "better-auth/client";
import { twoFactorClient } from "better-auth/client/plugins";
import { api, done, Refused } from "./client.ts";

export const auth = createAuthClient({ plugins: [twoFactorClient()] });

/** Where the link for a new password goes. */
export const resetLinkQuery = queryOptions({
  queryKey: ["reset-link"],
  queryFn: () => done(api.GET("/api/v1/password-reset")),
  staleTime: Infinity,
});

/** @throws Refused with what is wrong: nothing tells whether the email or the password was. */
export async function logIn(email: string, password: string): Promise<{ readonly needsCode: boolean }> {
  const { data, error } = await auth.signIn.email({ email, password });
  if (error !== null) {
    throw new Refused({
      ...{ code: error.code ?? "our-mistake", status: error.status, title: "", detail: error.message ?? "" },
    });
  }
  return { needsCode: "twoFactorRedirect" in data && data.twoFactorRedirect === true };
}

export async function logOut(): Promise<void> {
  await auth.signOut();
}
