//! The table: `docs` of the design, as data.

/// What one module of the generator may name.
pub(crate) struct Rule {
    /// The module, directly below the crate's root.
    pub(crate) module: &'static str,
    /// The other modules that it may name.
    pub(crate) modules: &'static [&'static str],
    /// The packages that it may name; `std` is free to all.
    pub(crate) packages: &'static [&'static str],
}

impl Rule {
    /// The rule of a module.
    pub(crate) fn of(module: &str) -> Option<&'static Self> {
        TABLE.iter().find(|rule| rule.module == module)
    }
}

/// Every module of the road. `id`, `source` and `diagnostic` may be named by all.
pub(crate) const TABLE: &[Rule] = &[
    Rule {
        module: "id",
        modules: &["source", "diagnostic"],
        packages: &[],
    },
    Rule {
        module: "source",
        modules: &["id", "diagnostic"],
        packages: &["serde", "serde_json", "sha2"],
    },
    Rule {
        module: "diagnostic",
        modules: &["id", "source"],
        packages: &["annotate_snippets", "serde_json"],
    },
    Rule {
        module: "settings",
        modules: BASE,
        packages: &["serde", "strsim", "toml"],
    },
    Rule {
        module: "read",
        modules: &["model", "id", "source", "diagnostic"],
        packages: &["indexmap", "serde", "serde_json"],
    },
    Rule {
        module: "model",
        modules: BASE,
        packages: &["indexmap"],
    },
    Rule {
        module: "transform",
        modules: &["model", "settings", "id", "source", "diagnostic"],
        packages: &["indexmap"],
    },
    Rule {
        module: "knowledge",
        modules: &["model", "id", "source", "diagnostic"],
        packages: &["indexmap", "petgraph"],
    },
    Rule {
        module: "docs",
        modules: SPECIALIST,
        packages: &["html5gum", "pulldown_cmark"],
    },
    Rule {
        module: "pattern",
        modules: SPECIALIST,
        packages: &["regex_syntax", "regex_automata"],
    },
    Rule {
        module: "cases",
        modules: SPECIALIST,
        packages: &[],
    },
    Rule {
        module: "endpoint",
        modules: SPECIALIST,
        packages: &[],
    },
    Rule {
        module: "jmespath",
        modules: SPECIALIST,
        packages: &["serde_json"],
    },
    Rule {
        module: "lower",
        modules: &[
            "model",
            "knowledge",
            "rust",
            "settings",
            "cases",
            "docs",
            "endpoint",
            "jmespath",
            "pattern",
            "id",
            "source",
            "diagnostic",
        ],
        packages: &["heck", "indexmap", "unicode_ident"],
    },
    Rule {
        module: "rust",
        modules: &["id"],
        packages: &[],
    },
    Rule {
        module: "emit",
        modules: &["rust", "id", "source", "diagnostic"],
        packages: &["quote", "proc_macro2"],
    },
    Rule {
        module: "output",
        modules: BASE,
        packages: &["proc_macro2", "syn", "prettyplease"],
    },
    Rule {
        module: "view",
        modules: &["model", "knowledge", "rust", "id", "source", "diagnostic"],
        packages: &["anstyle", "indexmap", "serde_json"],
    },
];

const BASE: &[&str] = &["id", "source", "diagnostic"];
const SPECIALIST: &[&str] = &["model", "rust", "id", "source", "diagnostic"];
