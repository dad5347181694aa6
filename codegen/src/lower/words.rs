//! Splits a model's name into words.
//!
//! In comes any name that a model can hold: of a shape, a member, an operation, an enum's value. Out go its words in
//! lower case, which [`super::names`] joins again in one of Rust's cases. Nothing here knows Rust's keywords, and
//! nothing here knows a service: the one table ([`SPELLINGS`]) holds terms of the trade whose own spelling mixes cases.
//!
//! The rules, in the order in which they apply:
//!
//! 1. Everything that is neither a letter nor a digit separates: `x-amz-foo` is `x amz foo`, `m5.2xlarge` is
//!    `m5 2xlarge`, `$next` is `next`. What remains between separators is a *part*; each is split on its own.
//!    A combining mark is dropped without separating.
//! 2. A part without a lower-case letter is one word, digits and all: `TIMED_OUT` is `timed out`, `G4DN` is `g4dn`,
//!    `SHA256WITHRSA` is `sha256withrsa`. Its author had no case left to mark a word with.
//! 3. A spelling of the table is a word of its own wherever a word may stand: `IoTThing` is `iot thing`, `SizeInGiB` is
//!    `size in gib`. It may carry a plural `s` and digits: `vCPUs`, `OAuth2Token`.
//! 4. A capital after a lower-case letter starts a word: `jobId` is `job id`.
//! 5. Of several capitals before a lower-case letter the last one starts a word: `KMSKeyId` is `kms key id`. But the
//!    lower-case letter belongs to the capitals before it where it is
//!    * a plural `s`, or an `x` for "any", that ends a word: `ACLs`, `EC2InstanceIDsFilter`, `RFx`;
//!    * the `v` of a version: `IPv6CidrBlock` is `ipv6 cidr block`, `TLSv1` is `tlsv1`.
//! 6. Digits belong to the word before them, and a capital after digits starts a word: `S3Bucket` is `s3 bucket`. But
//!    these capitals belong to the digits before them:
//!    * those of an acronym that begins with digits, where the part begins with them: `3DModel` is `3d model`;
//!    * a single capital that ends the part: `ChecksumCRC32C` is `checksum crc32c`;
//!    * the `X` between two numbers: `size1024X768` is `size1024x768`.
//! 7. Letters without case (Hebrew, Han, ...) are words apart from those with case.
//!
//! Two acronyms in a row (`SSEKMSKeyId`, which is `ssekms key id`) can't be told apart without knowing them; they stay
//! one word.

use unicode_ident::is_xid_continue;

/// Terms whose usual spelling the rules of case would tear into meaningless pieces, with the words that they are.
///
/// Only terms of the trade at large belong here: never the name of a service, of a product line or of a shape. A
/// spelling that begins another one stands after it.
const SPELLINGS: &[(&str, &str)] = &[
    // Protocols and standards.
    ("IpV4", "ipv4"),
    ("IpV6", "ipv6"),
    ("ipV4", "ipv4"),
    ("ipV6", "ipv6"),
    ("SigV4", "sigv4"),
    ("OAuth", "oauth"),
    ("oAuth", "oauth"),
    ("OTel", "otel"),
    ("IoT", "iot"),
    ("LoRaWAN", "lorawan"),
    ("LoRa", "lora"),
    ("VoIP", "voip"),
    ("WiFi", "wifi"),
    ("mTLS", "mtls"),
    ("mTls", "mtls"),
    ("DoH", "doh"),
    ("QoS", "qos"),
    ("TtL", "ttl"),
    ("DDoS", "ddos"),
    ("DoS", "dos"),
    // Ways to sell and run software.
    ("IaaS", "iaas"),
    ("PaaS", "paas"),
    ("SaaS", "saas"),
    ("IaC", "iac"),
    ("iOS", "ios"),
    ("macOS", "macos"),
    ("MacOS", "macos"),
    // Units and numbers.
    ("KiBps", "kibps"),
    ("MiBps", "mibps"),
    ("GiBps", "gibps"),
    ("KBps", "kbps"),
    ("MBps", "mbps"),
    ("GBps", "gbps"),
    ("KiB", "kib"),
    ("MiB", "mib"),
    ("GiB", "gib"),
    ("TiB", "tib"),
    ("PiB", "pib"),
    ("kHz", "khz"),
    ("MHz", "mhz"),
    ("GHz", "ghz"),
    ("vCPU", "vcpu"),
    ("vCpu", "vcpu"),
    ("VCpu", "vcpu"),
    ("NaN", "nan"),
    // Languages and their databases.
    ("GraphQL", "graphql"),
    ("GraphQl", "graphql"),
    ("MySQL", "mysql"),
    ("MySql", "mysql"),
    ("NoSQL", "nosql"),
    ("PostgreSQL", "postgresql"),
    ("PostgreSql", "postgresql"),
    ("PromQL", "promql"),
    // Dimensions and classes, which begin with their digit wherever they stand.
    ("2D", "2d"),
    ("3DLUT", "3d lut"),
    ("3D", "3d"),
    ("2xx", "2xx"),
    ("3xx", "3xx"),
    ("4xx", "4xx"),
    ("5xx", "5xx"),
    ("2XX", "2xx"),
    ("3XX", "3xx"),
    ("4XX", "4xx"),
    ("5XX", "5xx"),
    // Other.
    ("BBox", "bbox"),
    ("JBoss", "jboss"),
    ("MLflow", "mlflow"),
    ("PCoIP", "pcoip"),
    ("QnA", "qna"),
    ("SerDe", "serde"),
    ("UInt", "uint"),
];

/// The words of `name`, in lower case, in order. Each has at least one character, and no character that Rust forbids
/// inside an identifier; the first may begin with a digit. Empty if the name has neither letter nor digit.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut part = Vec::new();
    for c in name.chars() {
        match Kind::of(c) {
            Kind::Mark => {}
            Kind::Separator => split_part(&std::mem::take(&mut part), &mut words),
            _ => part.push(c),
        }
    }
    split_part(&part, &mut words);
    words
}

/// What a character is to the rules above.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Upper,
    Lower,
    /// A letter of a script that has no case.
    Caseless,
    Digit,
    Mark,
    Separator,
}

impl Kind {
    fn of(c: char) -> Self {
        if !is_xid_continue(c) || c == '_' {
            Self::Separator
        } else if c.is_uppercase() {
            Self::Upper
        } else if c.is_lowercase() {
            Self::Lower
        } else if c.is_alphabetic() {
            Self::Caseless
        } else if c.is_numeric() {
            Self::Digit
        } else {
            Self::Mark
        }
    }
}

/// Rules 2 to 7 on one part, which holds letters and digits only.
fn split_part(part: &[char], words: &mut Vec<String>) {
    let kinds: Vec<Kind> = part.iter().map(|&c| Kind::of(c)).collect();
    if !kinds.contains(&Kind::Lower) && !kinds.contains(&Kind::Caseless) {
        push_word(part, words);
        return;
    }
    let mut start = 0;
    let mut at = 0;
    while at < part.len() {
        if let Some((length, spelled)) = spelling_at(part, &kinds, at) {
            push_word(&part[start..at], words);
            words.extend(spelled);
            start = at + length;
            at = start;
        } else {
            if at > start && starts_word(part, &kinds, at) {
                push_word(&part[start..at], words);
                start = at;
            }
            at += 1;
        }
    }
    push_word(&part[start..], words);
}

/// Lower case, one word; nothing for an empty slice. The lower case of a few letters holds a combining mark (`İ`),
/// which goes as it does in rule 1.
fn push_word(piece: &[char], words: &mut Vec<String>) {
    let word: String = piece
        .iter()
        .flat_map(|c| c.to_lowercase())
        .filter(|c| c.is_alphanumeric())
        .collect();
    if !word.is_empty() {
        words.push(word);
    }
}

/// Rule 3: the length of the spelling that stands at `at`, with its plural `s` and its digits, and its words.
fn spelling_at(part: &[char], kinds: &[Kind], at: usize) -> Option<(usize, Vec<String>)> {
    let before = at.checked_sub(1).map(|i| kinds[i]);
    let first = kinds[at];
    let begins = match first {
        Kind::Upper => true,
        Kind::Lower => !matches!(before, Some(Kind::Upper | Kind::Lower)),
        _ => matches!(before, None | Some(Kind::Lower)),
    };
    if !begins {
        return None;
    }
    SPELLINGS.iter().find_map(|(spelling, spelled)| {
        let mut end = at + spelling.len();
        if !spelling.starts_with(part[at])
            || !spelling.chars().eq(part.get(at..end)?.iter().copied())
        {
            return None;
        }
        let mut suffix = String::new();
        if part.get(end) == Some(&'s') {
            suffix.push('s');
            end += 1;
        }
        while first != Kind::Digit && kinds.get(end) == Some(&Kind::Digit) {
            suffix.push(part[end]);
            end += 1;
        }
        let ends = match kinds.get(end) {
            Some(Kind::Lower) => false,
            Some(Kind::Digit) => first != Kind::Digit,
            // `3DModel`, but not `Phase3DHGroup`: a spelling this short needs a word with a lower-case letter after it.
            Some(Kind::Upper) if spelling.len() == 2 => kinds.get(end + 1) == Some(&Kind::Lower),
            _ => true,
        };
        let mut words: Vec<String> = spelled.split(' ').map(str::to_owned).collect();
        words.last_mut()?.push_str(&suffix);
        ends.then_some((end - at, words))
    })
}

/// Rules 4 to 7: whether a word starts at `at`, which is not the part's first character.
fn starts_word(part: &[char], kinds: &[Kind], at: usize) -> bool {
    let next = kinds.get(at + 1).copied();
    match (kinds[at - 1], kinds[at]) {
        (Kind::Lower, Kind::Upper) => true,
        (Kind::Upper, Kind::Upper) => {
            next == Some(Kind::Lower) && !suffixes_acronym(part, kinds, at + 1)
        }
        (Kind::Digit, Kind::Upper) => !continues_digits(part, kinds, at),
        (Kind::Upper | Kind::Lower, Kind::Caseless)
        | (Kind::Caseless, Kind::Upper | Kind::Lower) => true,
        _ => false,
    }
}

/// Rule 5: whether the lower-case letter at `at`, after two capitals or more, belongs to them.
fn suffixes_acronym(part: &[char], kinds: &[Kind], at: usize) -> bool {
    let after = kinds.get(at + 1).copied();
    match part[at] {
        's' | 'x' => after != Some(Kind::Lower),
        'v' => after == Some(Kind::Digit),
        _ => false,
    }
}

/// Rule 6: whether the capital at `at`, after a digit, belongs to the digits.
fn continues_digits(part: &[char], kinds: &[Kind], at: usize) -> bool {
    let next = kinds.get(at + 1).copied();
    let begins_part = kinds[..at].iter().all(|&kind| kind == Kind::Digit);
    (begins_part && next != Some(Kind::Lower))
        || next.is_none()
        || (part[at] == 'X' && next == Some(Kind::Digit))
}

#[cfg(test)]
mod tests;
