const names: Readonly<Record<string, string>> = {
  ...{ node: "Node", php: "PHP", python: "Python", go: "Go", java: "Java", ruby: "Ruby", dotnet: ".NET" },
};

/** As a language's people write it. */
export function languageName(folder: string): string {
  return names[folder] ?? folder;
}
