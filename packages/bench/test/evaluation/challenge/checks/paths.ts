import { pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

const paths = ["/plain.php", "/folder", "/style.css", "/.env", "/.git/config", "/composer.json", "/composer.lock"];
const above = ["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/.%65nv"];

/** What is served by its path alone, and what of a request reaches the program. */
export default checkOf({
  id: "paths",
  cell: { copies: 2 },
  async gather({ app, edge, canaries, sleep }) {
    const person = edge.person();
    const served: Record<string, { readonly status: number; readonly body: string }> = {};
    for (const path of [...paths, ...above]) {
      const { response } = await edge.request(person, { method: "GET", path });
      served[path] = { status: response?.status ?? 0, body: response?.body ?? "" };
    }
    const word = canaries.word();
    const headers = { authorization: "Bearer abc" };
    const told = [];
    for (const copy of [0, 1]) {
      const { outputs, exchange } = await app.operate(
        person,
        "act",
        { word },
        { headers, copy, forwardedFor: "6.6.6.6" },
      );
      told.push({ isWord: outputs["word"] === word, body: exchange.response?.body ?? "" });
    }
    const logged = () => app.logLines().map(({ text }) => text);
    const isOfProject = (line: string) => line.endsWith("a line of the project");
    // What php-fpm's children log goes through its master first.
    for (let waits = 0; waits < 50 && !logged().some(isOfProject); waits += 1) await sleep(100);
    return { served, told, publicAddress: person.publicAddress, logged: logged() };
  },
  judge: () => pass(),
});
