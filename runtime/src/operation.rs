//! What is known of an operation before any value is.
//!
//! In: constants in generated code. Out: the name, method, status and kinds of body that clients and servers go by. It
//! holds nothing of a single call.

use crate::auth::AuthScheme;
use crate::codec::Structure;
use crate::error::OperationError;

/// The input of an operation, on either side.
pub trait Operation: Sized {
    /// What a success gives.
    type Output: Structure;
    /// What the operation can fail with.
    type Error: OperationError;

    /// What is known of the operation.
    #[doc(hidden)]
    const OPERATION: &'static OperationSchema;
}

/// What the body of a request or response is modelled to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing: there is no body and no media type.
    None,
    /// A structure without members. No body is sent; an empty document is tolerated.
    Empty,
    /// A document of the protocol.
    Document,
    /// Bytes or text of this media type; of any, if it is empty.
    Raw(&'static str),
    /// The same as a stream, which is never held in memory.
    Stream(&'static str),
}

impl Content {
    /// Whether the body is passed on as a stream.
    pub const fn is_stream(self) -> bool {
        matches!(self, Self::Stream(_))
    }
}

/// What is known of an operation before any value is.
#[derive(Debug)]
pub struct OperationSchema {
    name: &'static str,
    method: &'static str,
    status: u16,
    target: Option<&'static str>,
    input: Content,
    output: Content,
    idempotent: bool,
    readonly: bool,
    #[cfg(feature = "gzip")]
    compressible: bool,
    #[cfg(feature = "md5")]
    checksum: bool,
    query_compatible: bool,
    auth: Option<&'static [AuthScheme]>,
    unsigned_payload: bool,
    #[cfg(feature = "tree-hash")]
    tree_hash: bool,
}

impl OperationSchema {
    /// The operation called `name` in the model: `POST`, answered with 200, no bodies.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            method: "POST",
            status: 200,
            target: None,
            input: Content::None,
            output: Content::None,
            idempotent: false,
            readonly: false,
            #[cfg(feature = "gzip")]
            compressible: false,
            #[cfg(feature = "md5")]
            checksum: false,
            query_compatible: false,
            auth: None,
            unsigned_payload: false,
            #[cfg(feature = "tree-hash")]
            tree_hash: false,
        }
    }

    /// The HTTP method.
    pub const fn method(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }

    /// The status of a success.
    pub const fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The value of `X-Amz-Target`, by which the awsJson protocols name operations: `Service.Operation`.
    pub const fn target(mut self, target: &'static str) -> Self {
        self.target = Some(target);
        self
    }

    /// What the request's body is.
    pub const fn input(mut self, content: Content) -> Self {
        self.input = content;
        self
    }

    /// What the response's body is.
    pub const fn output(mut self, content: Content) -> Self {
        self.output = content;
        self
    }

    /// The model says that repeating the operation has no further effect.
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// The model says that the operation changes nothing.
    pub const fn readonly(mut self) -> Self {
        self.readonly = true;
        self
    }

    /// The request's body may be compressed with gzip.
    #[cfg(feature = "gzip")]
    pub const fn compressible(mut self) -> Self {
        self.compressible = true;
        self
    }

    /// The request needs a checksum of its body.
    #[cfg(feature = "md5")]
    pub const fn checksum_required(mut self) -> Self {
        self.checksum = true;
        self
    }

    /// The service once spoke the query protocol, and still tells how errors were called there.
    pub const fn query_compatible(mut self) -> Self {
        self.query_compatible = true;
        self
    }

    /// How requests are authenticated, where that differs from the service's schemes; the preferred one first.
    pub const fn auth(mut self, schemes: &'static [AuthScheme]) -> Self {
        self.auth = Some(schemes);
        self
    }

    /// Signatures leave the body out.
    pub const fn unsigned_payload(mut self) -> Self {
        self.unsigned_payload = true;
        self
    }

    /// The request carries SHA-256 and the SHA-256 tree hash of its body.
    #[cfg(feature = "tree-hash")]
    pub const fn tree_hash(mut self) -> Self {
        self.tree_hash = true;
        self
    }

    /// The name in the model and on the wire.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The HTTP method.
    pub const fn http_method(&self) -> &'static str {
        self.method
    }

    /// The status of a success.
    pub const fn success(&self) -> u16 {
        self.status
    }

    /// The value of `X-Amz-Target`, if the protocol wants one.
    pub const fn target_header(&self) -> Option<&'static str> {
        self.target
    }

    /// What the request's body is.
    pub const fn input_content(&self) -> Content {
        self.input
    }

    /// What the response's body is.
    pub const fn output_content(&self) -> Content {
        self.output
    }

    /// Whether repeating the operation has no further effect.
    pub const fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// Whether the operation changes nothing.
    pub const fn is_readonly(&self) -> bool {
        self.readonly
    }

    /// Whether the request's body may be compressed.
    #[cfg(feature = "gzip")]
    pub const fn is_compressible(&self) -> bool {
        self.compressible
    }

    /// Whether the request needs a checksum of its body.
    #[cfg(feature = "md5")]
    pub const fn needs_checksum(&self) -> bool {
        self.checksum
    }

    /// Whether the service tells how the query protocol called an error.
    pub const fn is_query_compatible(&self) -> bool {
        self.query_compatible
    }

    /// How requests are authenticated, the preferred scheme first; `None` where the service's schemes hold.
    pub const fn auth_schemes(&self) -> Option<&'static [AuthScheme]> {
        self.auth
    }

    /// Whether signatures leave the body out.
    pub const fn has_unsigned_payload(&self) -> bool {
        self.unsigned_payload
    }

    /// Whether the request carries SHA-256 and the SHA-256 tree hash of its body.
    #[cfg(feature = "tree-hash")]
    pub const fn needs_tree_hash(&self) -> bool {
        self.tree_hash
    }
}
