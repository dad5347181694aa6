//! The comparisons by which libraries were chosen, kept so that the choice can be made again.
//!
//! In: what the codecs do with numbers, text and bytes. Out: the rows `choice-*`, which have no bar. What is called `ours`
//! in them is the runtime's own source.

#[path = "../../../runtime/src/json/digits.rs"]
mod digits;
#[path = "../../../runtime/src/binding/percent/decode.rs"]
mod percent_decode;
#[path = "../../../runtime/src/binding/percent/encode.rs"]
#[expect(dead_code, reason = "only what a label needs is compared")]
mod percent_encode;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use indexmap::IndexMap;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fixtures;
use crate::measure::Case;

/// The rows.
pub(crate) const ROWS: &[&str] = &[
    "choice-integers",
    "choice-doubles",
    "choice-base64-encode",
    "choice-base64-decode",
    "choice-utf8-948",
    "choice-utf8-100k",
    "choice-percent-encode",
    "choice-percent-decode",
    "choice-map-4",
    "choice-map-1000",
];

/// The cases.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(integers());
    cases.extend(doubles());
    cases.extend(base64());
    cases.extend(utf8("choice-utf8-948", 948));
    cases.extend(utf8("choice-utf8-100k", 100 * 1024));
    cases.extend(percent());
    cases.extend(maps("choice-map-4", 4));
    cases.extend(maps("choice-map-1000", 1000));
    cases
}

/// Numbers as they occur: versions, sizes, seconds since the epoch.
const INTEGERS: [i64; 6] = [7, 45, 3258, 48_211_200, 1_732_233_668, -1];

fn integers() -> Vec<Case> {
    const ROW: &str = "choice-integers";
    let all = |write: fn(&mut String, i64)| {
        move || {
            let mut text = String::with_capacity(64);
            INTEGERS.iter().for_each(|number| write(&mut text, *number));
            text
        }
    };
    vec![
        Case::new(ROW, "ours", || {
            // As the encoder does it: into a buffer that is there.
            let mut text = vec![b' '; 64];
            let mut end = 0;
            for number in INTEGERS {
                if let Some(room) = text[end..].first_chunk_mut() {
                    end += digits::decimal(number, room);
                }
            }
            text.truncate(end);
            text
        }),
        Case::new(
            ROW,
            "itoa",
            all(|text, number| text.push_str(itoa::Buffer::new().format(number))),
        ),
        Case::new(
            ROW,
            "std",
            all(|text, number| {
                let _ = write!(text, "{number}");
            }),
        ),
    ]
}

const DOUBLES: [f64; 6] = [0.5, 21.25, -3.125e-7, 0.1, 1_732_233_668.25, 2.5e17];

fn doubles() -> Vec<Case> {
    const ROW: &str = "choice-doubles";
    let all = |write: fn(&mut String, f64)| {
        move || {
            let mut text = String::with_capacity(128);
            DOUBLES.iter().for_each(|number| write(&mut text, *number));
            text
        }
    };
    vec![
        Case::new(
            ROW,
            "zmij, chosen",
            all(|text, number| {
                text.push_str(zmij::Buffer::new().format_finite(number));
            }),
        ),
        Case::new(
            ROW,
            "ryu",
            all(|text, number| {
                text.push_str(ryu::Buffer::new().format_finite(number));
            }),
        ),
        Case::new(
            ROW,
            "std",
            all(|text, number| {
                let _ = write!(text, "{number}");
            }),
        ),
    ]
}

fn base64() -> Vec<Case> {
    const ENCODE: &str = "choice-base64-encode";
    const DECODE: &str = "choice-base64-decode";
    let bytes: Vec<u8> = (0..1024u32).map(|i| ((i * i) >> 3) as u8).collect();
    let bytes: &'static [u8] = bytes.leak();
    let text: &'static str = STANDARD.encode(bytes).leak();
    vec![
        Case::new(ENCODE, "base64, chosen", move || STANDARD.encode(bytes)),
        Case::new(ENCODE, "base64-simd", move || {
            base64_simd::STANDARD.encode_to_string(bytes)
        }),
        Case::new(ENCODE, "data-encoding", move || {
            data_encoding::BASE64.encode(bytes)
        }),
        Case::new(DECODE, "base64, chosen", move || STANDARD.decode(text)),
        Case::new(DECODE, "base64-simd", move || {
            base64_simd::STANDARD.decode_to_vec(text)
        }),
        Case::new(DECODE, "data-encoding", move || {
            data_encoding::BASE64.decode(text.as_bytes())
        }),
    ]
}

fn utf8(row: &'static str, bytes: usize) -> Vec<Case> {
    let text: &'static [u8] = fixtures::description(bytes).leak();
    vec![
        Case::new(row, "simdutf8, chosen", move || {
            simdutf8::basic::from_utf8(text).is_ok()
        }),
        Case::new(row, "std", move || std::str::from_utf8(text).is_ok()),
    ]
}

fn percent() -> Vec<Case> {
    const ENCODE: &str = "choice-percent-encode";
    const DECODE: &str = "choice-percent-decode";
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    /// Labels as they occur: most have nothing to encode.
    const TEXTS: [&str; 4] = [fixtures::THING, fixtures::JOB, "floor:2/lamp 7", "größe"];
    let encoded = TEXTS.map(|text| utf8_percent_encode(text, PLAIN).to_string());
    let encoded: &'static [String; 4] = Box::leak(Box::new(encoded));
    let all = |write: fn(&str, &mut String)| {
        move || {
            let mut out = String::with_capacity(128);
            TEXTS.iter().for_each(|text| write(text, &mut out));
            out
        }
    };
    let total =
        |length: fn(&str) -> usize| move || encoded.iter().map(|text| length(text)).sum::<usize>();
    vec![
        Case::new(ENCODE, "ours", all(percent_encode::encode)),
        Case::new(
            ENCODE,
            "percent-encoding",
            all(|text, out| {
                out.extend(utf8_percent_encode(text, PLAIN));
            }),
        ),
        Case::new(
            ENCODE,
            "urlencoding",
            all(|text, out| out.push_str(&urlencoding::encode(text))),
        ),
        Case::new(
            DECODE,
            "ours",
            total(|text| percent_decode::decode(text).map_or(0, |text| text.len())),
        ),
        Case::new(
            DECODE,
            "percent-encoding",
            total(|text| {
                percent_decode_str(text)
                    .decode_utf8()
                    .map_or(0, |text| text.len())
            }),
        ),
        Case::new(
            DECODE,
            "urlencoding",
            total(|text| urlencoding::decode(text).map_or(0, |text| text.len())),
        ),
    ]
}

/// What maps of the model become: read and written again.
fn maps(row: &'static str, entries: usize) -> Vec<Case> {
    fn both_ways<M: DeserializeOwned + Serialize>(text: &[u8]) -> Option<Vec<u8>> {
        let map: M = serde_json::from_slice(text).ok()?;
        serde_json::to_vec(&map).ok()
    }
    let entries: BTreeMap<String, String> = fixtures::parameters(entries).into_iter().collect();
    let text: &'static [u8] = serde_json::to_vec(&entries).expect("strings").leak();
    vec![
        Case::new(row, "HashMap, chosen", move || {
            both_ways::<HashMap<String, String>>(text)
        }),
        Case::new(row, "IndexMap", move || {
            both_ways::<IndexMap<String, String>>(text)
        }),
        Case::new(row, "BTreeMap", move || {
            both_ways::<BTreeMap<String, String>>(text)
        }),
    ]
}
