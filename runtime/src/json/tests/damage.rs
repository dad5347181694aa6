//! Damaged bodies: no panic, and nothing is taken that serde_json refuses.

use crate::fixtures::{Everything, Input, everything};
use crate::json::{Options, decode_body, to_vec};
use crate::{Document, Validate};

/// The same numbers in every run (xorshift).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(0x9e37_79b9_7f4a_7c15 ^ seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit.max(1)
    }
}

/// Flips, inserts, removes, cuts off, or copies a piece to elsewhere.
fn damage(body: &mut Vec<u8>, random: &mut Random) {
    const LIKELY: &[u8] = b"\"\\{}[]:,0159-+.eEunl \n\x01\xc3\xff";
    let at = random.below(body.len());
    match random.below(7) {
        0 => body[at] = random.next() as u8,
        1 => body[at] ^= 1 << random.below(8),
        2 => body[at] = LIKELY[random.below(LIKELY.len())],
        3 => body.insert(at, LIKELY[random.below(LIKELY.len())]),
        4 => drop(body.remove(at)),
        5 if random.below(4) == 0 => body.truncate(at.max(1)),
        _ => {
            let end = (at + random.below(40)).min(body.len());
            let piece = body[at..end].to_vec();
            let to = random.below(body.len());
            body.splice(to..to, piece);
        }
    }
    if body.is_empty() {
        body.push(b'{');
    }
}

#[test]
fn damaged_bodies_never_panic() {
    let whole = to_vec(&everything()).unwrap();
    // Small bodies, so that damage hits each token often.
    let parts: Vec<Vec<u8>> = vec![
        whole,
        br#"{"status":"RED","leaves":[{"id":"a","next":{"id":"b"}},{"id":"c"}]}"#.to_vec(),
        br#"{"text":"ab\u00e9\ud83d\udc4d\n","blob":"AAEC","at":1398796238.5,"long":-9223372036854775808}"#.to_vec(),
        br#"{"choice":{"__type":"x","leaf":{"id":"z"}},"map":{"k":"v"},"sparse":[null,1],"double":-1.5e-300}"#.to_vec(),
        br#"{"document":{"a":[1,2.5,-3e8,true,null,"x"],"b":{}},"date":"2014-04-29T18:30:38Z"}"#.to_vec(),
    ];
    let mut random = Random::new(1);
    let mut taken = 0;
    for round in 0..24_000 {
        let mut body = parts[round % parts.len()].clone();
        for _ in 0..=random.below(3) {
            damage(&mut body, &mut random);
        }
        if let Ok((value, _)) = decode_body::<Everything>(&body, Options::LENIENT) {
            let _ = value.validate();
            let _ = to_vec(&value);
        }
        if let Ok((value, missing)) = decode_body::<Input>(&body, Options::STRICT) {
            let _ = crate::generated::validate_input(&value, &missing, 3);
        }
        if let Ok((value, _)) = decode_body::<Everything>(&body, Options::STRICT) {
            taken += 1;
            // `Value` refuses numbers beyond doubles, which are no damage.
            let theirs = serde_json::from_slice::<serde_json::Value>(&body);
            let numbers = theirs
                .as_ref()
                .is_err_and(|error| error.to_string().contains("number out of range"));
            assert!(
                theirs.is_ok() || numbers,
                "{}",
                String::from_utf8_lossy(&body)
            );
            let written = to_vec(&value).unwrap();
            let (again, _) = decode_body::<Everything>(&written, Options::STRICT).unwrap();
            // NaN differs from itself; text doesn't.
            assert_eq!(to_vec(&again).unwrap(), written);
        }
    }
    assert!(
        taken > 1000,
        "{taken}: most of the damage should not hit the first byte"
    );
}

#[test]
fn every_prefix_is_refused() {
    let whole = to_vec(&everything()).unwrap();
    for end in 0..whole.len() {
        assert!(
            decode_body::<Everything>(&whole[..end], Options::STRICT).is_err(),
            "{end}"
        );
    }
    let document = Document::from([("a", 1)]);
    assert_eq!(document["a"].as_i64(), Some(1));
}
