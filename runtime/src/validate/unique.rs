//! Whether a list's items differ.
//!
//! In: the items. Out: yes or no. Items are compared by value (Smithy 2.0, `uniqueItems`): by canonical text, in which
//! timestamps are instants and maps are sorted. The time grows with the text's length and not with its square.

use crate::codec::Value;
use crate::json::Encoder;
use crate::schema::Member;
use std::collections::HashSet;

/// Up to here comparing all pairs beats hashing.
const FEW: usize = 16;

/// Whether no two of `items` are equal. Those that no text can be made of, such as an unknown variant of a union, differ
/// from all others.
pub(super) fn all_differ<T: Value>(element: &'static Member, items: &[T]) -> bool {
    let mut encoder = Encoder::canonical();
    let mut ends = Vec::with_capacity(items.len());
    for item in items {
        let start = encoder.len();
        if item.encode(element, &mut encoder).is_ok() {
            ends.push((start, encoder.len()));
        }
    }
    let text = encoder.into_bytes();
    let mut items = ends
        .iter()
        .map(|(start, end)| text.get(*start..*end).unwrap_or_default());
    if ends.len() <= FEW {
        let items: Vec<_> = items.collect();
        items
            .iter()
            .enumerate()
            .all(|(index, item)| items.iter().take(index).all(|other| other != item))
    } else {
        let mut seen = HashSet::with_capacity(ends.len());
        items.all(|item| seen.insert(item))
    }
}
