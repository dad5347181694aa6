//! What generated setters make of the collections that they are given.
//!
//! In: anything that can be iterated, of anything that converts. Out: the collection that a field holds.

use std::collections::HashMap;
use std::hash::Hash;

/// The items of a list.
pub fn items<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// The entries of a map; of those with the same key, the last one.
pub fn pairs<K: Eq + Hash, V>(
    pairs: impl IntoIterator<Item = (impl Into<K>, impl Into<V>)>,
) -> HashMap<K, V> {
    pairs
        .into_iter()
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}
