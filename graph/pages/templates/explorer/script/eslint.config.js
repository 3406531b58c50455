import js from "@eslint/js";
import globals from "globals";

const strict = { eqeqeq: "error", "no-shadow": "error", "no-var": "error", "prefer-const": "error" };

export default [
  { ...js.configs.recommended, linterOptions: { reportUnusedDisableDirectives: "error" } },
  { rules: strict },
  // What needs no browser knows none, and nothing of what is drawn in one.
  {
    files: ["logic/**"],
    languageOptions: { globals: { URLSearchParams: "readonly" } },
    rules: { "no-restricted-imports": ["error", { patterns: ["../view/*"] }] },
  },
  { files: ["view/**"], languageOptions: { globals: { ...globals.browser, vis: "readonly" } } },
];
