//! Texts that try to be code.

/// What no name or keyword of a generated crate is; payloads use it as an identifier of its own.
pub(crate) const MARKERS: [&str; 4] = ["evilmarker", "exit", "process", "no_std"];

/// Texts that end what they stand in, if anything ends it.
pub(crate) const PAYLOADS: [&str; 26] = [
    "\"); std::process::exit(1); (\"",
    "\"#); std::process::exit(1); r#(\"",
    "\"]\nfn evilmarker() { std::process::exit(1) }\n#[doc = \"",
    "*/ fn evilmarker() {} /*",
    "\n*/\nfn evilmarker() {}\n/*",
    "]] fn evilmarker() {} [[",
    "x\nfn evilmarker() {}",
    "x\r\nfn evilmarker() {}",
    "x\u{2028}fn evilmarker() {}",
    "#![no_std] evilmarker",
    "\n#![no_std]\nevilmarker",
    "\\",
    "\\\"; more; evilmarker!(); \\\"",
    "x\\\n\"; more; evilmarker!(); \"",
    "{} {evilmarker} {{0}} %s ${evilmarker}",
    "evil\u{202e}marker\u{2066} \u{feff}",
    "evil\0marker\u{1b}[31m\u{7f}",
    "```\nfn evilmarker() {}\n```rust\nevilmarker!();\n```",
    "--> <script>evilmarker()</script> <!-- [evilmarker]: evilmarker",
    "\rfn evilmarker() {}\r//",
    "/* fn evilmarker() {}",
    "//! evilmarker\n/// evilmarker\nuse evilmarker;",
    "'e' evilmarker!() 'a: b\"evilmarker\" c\"",
    "r#evilmarker::<{ evilmarker }>::evilmarker!{}",
    "{evilmarker:?} $evilmarker $(evilmarker)* {{",
    "'''\n[dependencies]\nevilmarker = \"1\"\n\"\"\"\n[lib]\nproc-macro = true",
];
