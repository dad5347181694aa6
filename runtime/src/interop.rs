//! Generated types over serde, in their wire shape: the same payloads travel over MQTT, in files and in logs.
//!
//! In: a generated type, and any of serde's formats. Out: what Smithy's JSON protocols would write, in that format's terms:
//! blobs are bytes where the format is not for people, numbers too large for it are text. All members are written and
//! read, those that HTTP carries elsewhere too. It reads leniently, as a client does, but a missing required member is an
//! error.

mod deserialize;
mod document;
mod serialize;
#[cfg(test)]
mod tests;

pub use deserialize::{deserialize, deserialize_enum, deserialize_int_enum, deserialize_union};
pub use serialize::{serialize, serialize_enum, serialize_int_enum, serialize_union};
// Generated crates name serde through here, so that they need no dependency of their own on it.
pub use serde;

use crate::schema::Member;

/// The name of a member. One that JSON has to escape is a name no other format expects, so the model's stands for it.
fn key(member: &'static Member) -> &'static str {
    if member.is_escaped() {
        member.name()
    } else {
        member.wire_name()
    }
}
