//! JSON: three documents, decoded and encoded.
//!
//! In: documents of 948 bytes, of 100 KB with one long string, and of 650 items. Out: the rows `decode-*` and `encode-*`,
//! with every tokenizer that could be chosen.

mod with_jiter;
mod with_smithy;

use std::cell::RefCell;
use std::fmt::Debug;

use iot_jobs_data::operation::{DescribeJobExecutionOutput, GetPendingJobExecutionsOutput};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tinsmith::generated::Structure;

use crate::derived::{Description, Pending};
use crate::fixtures;
use crate::measure::Case;

/// How the documents of one kind are called, and what of one kind is read and written with.
struct Kind<T> {
    decode: &'static str,
    encode: &'static str,
    jiter: fn(&[u8]) -> jiter::JiterResult<T>,
    read_smithy: fn(&[u8]) -> Result<T, with_smithy::Failure>,
    write_smithy: fn(&T) -> String,
}

/// The rows.
pub(crate) const ROWS: &[&str] = &[
    "decode-948",
    "encode-948",
    "decode-100k",
    "encode-100k",
    "decode-650",
    "encode-650",
];

/// The cases.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (decode, encode, bytes) in [
        ("decode-948", "encode-948", 948),
        ("decode-100k", "encode-100k", 100 * 1024),
    ] {
        cases.extend(of::<DescribeJobExecutionOutput, Description>(
            fixtures::description(bytes),
            Kind {
                decode,
                encode,
                jiter: with_jiter::description,
                read_smithy: with_smithy::read_description,
                write_smithy: with_smithy::write_description,
            },
        ));
    }
    cases.extend(of::<GetPendingJobExecutionsOutput, Pending>(
        fixtures::pending(650),
        Kind {
            decode: "decode-650",
            encode: "encode-650",
            jiter: with_jiter::pending,
            read_smithy: with_smithy::read_pending,
            write_smithy: with_smithy::write_pending,
        },
    ));
    cases
}

/// All contenders for one document, which has the generated type `O` and the derived type `D`.
fn of<O, D>(document: Vec<u8>, kind: Kind<D>) -> Vec<Case>
where
    O: Structure + Serialize + DeserializeOwned + Clone + 'static,
    D: Serialize + DeserializeOwned + PartialEq + Debug + 'static,
{
    let document: &'static [u8] = document.leak();
    let derived: D = serde_json::from_slice(document).expect("the document fits");
    let derived: &'static D = Box::leak(Box::new(derived));
    let generated: O = tinsmith::json::from_slice(document).expect("the document fits");
    let generated: &'static O = Box::leak(Box::new(generated));
    assert_eq!(
        serde_json::from_slice::<D>(&tinsmith::json::to_vec(generated).expect("it can be said"))
            .expect("what we write fits"),
        *derived
    );
    assert_eq!((kind.jiter)(document).expect("it fits"), *derived);
    assert_eq!((kind.read_smithy)(document).expect("it fits"), *derived);
    let Kind {
        decode,
        encode,
        jiter,
        read_smithy,
        write_smithy,
    } = kind;
    vec![
        Case::new(decode, "ours", || tinsmith::json::from_slice::<O>(document)),
        Case::new(decode, "serde_json derived", || {
            serde_json::from_slice::<D>(document)
        }),
        Case::new(decode, "ours over serde_json", || {
            serde_json::from_slice::<O>(document)
        }),
        Case::new(decode, "sonic-rs derived", || {
            sonic_rs::from_slice::<D>(document)
        }),
        Case::new(decode, "simd-json derived", with_buffers::<D>(document)),
        Case::new(decode, "jiter by hand", move || jiter(document)),
        Case::new(decode, "aws-smithy-json", move || read_smithy(document)),
        Case::new(encode, "ours", || tinsmith::json::to_vec(generated)),
        Case::new(encode, "serde_json derived", || serde_json::to_vec(derived)),
        Case::new(encode, "ours over serde_json", || {
            serde_json::to_vec(generated)
        }),
        Case::new(encode, "sonic-rs derived", || sonic_rs::to_vec(derived)),
        Case::new(encode, "simd-json derived", || simd_json::to_vec(derived)),
        Case::new(encode, "aws-smithy-json", move || write_smithy(derived)),
    ]
}

/// simd-json as it is fastest: its buffers are kept. It writes into what it reads, so that whoever has shared bytes copies
/// them.
fn with_buffers<D: DeserializeOwned>(
    document: &'static [u8],
) -> impl Fn() -> Result<D, simd_json::Error> {
    let kept = RefCell::new((Vec::new(), simd_json::Buffers::new(document.len())));
    move || {
        let (copy, buffers) = &mut *kept.borrow_mut();
        copy.clear();
        copy.extend_from_slice(document);
        simd_json::serde::from_slice_with_buffers(copy, buffers)
    }
}
