//! The service `Depot`: its types, operations, client side and server side, as generated.

mod blobs;
mod faults;
mod find_part;
mod paint;
mod put_part;
mod server;

pub(super) use blobs::{GetBlobInput, GetBlobOutput, PutBlobInput, PutBlobOutput};
pub(super) use faults::{DepotError, NoSuchPart};
pub(super) use find_part::{FindPartInput, FindPartOutput};
pub(super) use paint::{Paint, SetPaintInput, SetPaintOutput};
pub(super) use put_part::{PutPartInput, PutPartOutput};
pub(super) use server::{Depot, Server};

use crate::generated::{Constraints, More};

pub(super) type Protocol = crate::generated::RestJson1;

/// What a client knows of it.
pub(super) static SERVICE: crate::client::ServiceSchema =
    crate::client::ServiceSchema::new("Depot");

static LENGTH: Constraints = Constraints::new().length(Some(1), Some(8));
static SHORT: More = More::new().constraints(&LENGTH);
