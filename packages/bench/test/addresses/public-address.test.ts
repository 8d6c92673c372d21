import { expect, test } from "vitest";
import { isPublicAddress } from "../../src/addresses/public-address.ts";
import { outsideUrlProblem } from "../../src/addresses/outside-url.ts";
import { PrivateAddress, resolveOutside } from "../../src/addresses/resolve-outside.ts";

test.each([
  ["this machine", ["127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "::1", "::"]],
  [
    "a network of one's own",
    ["10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12::1", "fec0::1"],
  ],
  ["a carrier's network", ["100.64.0.1", "100.127.255.255"]],
  ["a cloud's inner services", ["169.254.169.254", "fd00:ec2::254", "192.0.0.192"]],
  ["one link", ["169.254.0.1", "fe80::1", "fe80::1%eth0", "febf::1"]],
  ["many at once", ["224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1"]],
  [
    "an IPv4 address inside an IPv6 one",
    ["::ffff:10.0.0.1", "::ffff:8.8.8.8%1", "::127.0.0.1", "::8.8.8.8", "::ffff:0:7f00:1"],
  ],
  ["NAT64, 6to4 and Teredo", ["64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:7f00:1::"]],
  ["documentation and tests", ["192.0.2.1", "198.51.100.1", "203.0.113.7", "198.18.0.1", "2001:db8::1", "3fff::1"]],
  ["what nobody has", ["240.0.0.1", "4000::1", "8000::1", "100::1", "5f00::1"]],
  ["no address", ["", "localhost", "1.2.3.4.5", "2606:4700::zz"]],
])("%s is not public", (_, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

test("addresses of the open internet are public", () => {
  const addresses = ["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "::ffff:93.184.216.34", "2606:4700::1"];
  expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test.each([
  [
    "loopback in other spellings",
    ["2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "127.1", "127.0.0.1.", "①②⑦.0.0.1"],
  ],
  ["a literal IPv6 address", ["[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[fe80::1]"]],
  [
    "a name that stays inside",
    [
      "localhost",
      "localhost.",
      "LOCALHOST",
      "a.localhost",
      "db",
      "db.",
      "shop.internal",
      "printer.local.",
      "ｌｏｃａｌｈｏｓｔ",
    ],
  ],
  ["a port", ["127.0.0.1:8443", "localhost:443", "[::1]:443"]],
  [
    "a name before the host",
    ["github.com@127.0.0.1", "github.com:443@[::1]:8443", "github.com%2f@localhost", "github.com\\@localhost"],
  ],
])("%s is seen in the address itself", (_, hosts) => {
  // A backslash ends the host in a web address: that is github.com, for us and for the client that connects.
  const refused = hosts.map((host) => {
    const url = new URL(`https://${host}/shop.git`);
    return url.hostname === "github.com" ? "elsewhere" : outsideUrlProblem(url, { privateAllowed: false });
  });
  for (const problem of refused) expect(problem).toMatch(/^must be on the public internet$|^elsewhere$/);
});

test("only https leads out, and http inside where the operator allows it", () => {
  const [http, ssh] = [new URL("http://shop.example.com/"), new URL("ssh://shop.example.com/")];
  expect(outsideUrlProblem(http, { privateAllowed: false })).toBe("must start with https://");
  expect(outsideUrlProblem(http, { privateAllowed: true })).toBeUndefined();
  expect(outsideUrlProblem(ssh, { privateAllowed: true })).toBe("must start with https://");
  expect(outsideUrlProblem(new URL("https://git.example.com:8443/"), { privateAllowed: false })).toBeUndefined();
});

test("a name is resolved once, and only its public addresses are connected to", async () => {
  const asked: string[] = [];
  const resolve = (host: string) => {
    asked.push(host);
    return Promise.resolve(["10.0.0.1", "93.184.216.34", "::ffff:127.0.0.1"]);
  };
  expect(await resolveOutside("git.example.com", { privateAllowed: false, resolve })).toEqual(["93.184.216.34"]);
  expect(asked).toEqual(["git.example.com"]);
  const inside = resolveOutside("git.example.com", {
    privateAllowed: false,
    resolve: () => Promise.resolve(["127.0.0.1"]),
  });
  await expect(inside).rejects.toThrow(PrivateAddress);
  await expect(resolveOutside("::1", { privateAllowed: false })).rejects.toThrow(PrivateAddress);
  await expect(resolveOutside("localhost", { privateAllowed: false })).rejects.toThrow(PrivateAddress);
});
