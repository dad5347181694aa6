//! Bodies that are not held in memory: Smithy's `@streaming` blobs, and the bodies of requests and responses.
//!
//! In: bytes, or any [`http_body::Body`]. Out: the same bytes, frame by frame, or collected up to a limit. A stream is
//! never buffered unless it is asked to be, and its content is never printed.

#[cfg(all(feature = "client", feature = "sigv4"))]
use crate::body_hash::BodyHash;
use bytes::{Buf, Bytes};
use http_body::{Body, Frame, SizeHint};
use std::any::Any;
use std::error::Error as StdError;
use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Whatever made a stream fail.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// A stream of bytes: the value of a streaming member, and the body of each request and response.
///
/// It is made from bytes in memory or from any [`http_body::Body`], and is one itself, so that hyper, axum and tower take
/// it as it is. It can be read once, which is why it is not `Clone`.
///
/// ```
/// use tinsmith::ByteStream;
///
/// let small = ByteStream::from("hello");
/// assert_eq!(small.in_memory().map(AsRef::as_ref), Some(&b"hello"[..]));
/// ```
#[derive(Default)]
pub struct ByteStream(Inner);

enum Inner {
    /// All there is.
    Memory(Bytes),
    /// The same, with its SHA-256.
    #[cfg(all(feature = "client", feature = "sigv4"))]
    Hashed(Bytes, Box<BodyHash>),
    /// A body of another kind.
    Body(Pin<Box<dyn Body<Data = Bytes, Error = BoxError> + Send>>),
}

impl Default for Inner {
    fn default() -> Self {
        Self::Memory(Bytes::new())
    }
}

impl ByteStream {
    /// A stream of what `body` yields. Trailers are dropped.
    pub fn new<B>(body: B) -> Self
    where
        B: Body + Send + 'static,
        B::Data: Buf,
        B::Error: Into<BoxError>,
    {
        let mut body = Some(body);
        // A stream inside a stream would cost a box and a hop for each frame.
        if let Some(stream) = (&mut body as &mut dyn Any).downcast_mut::<Option<Self>>() {
            return stream.take().unwrap_or_default();
        }
        match body {
            Some(body) => Self(Inner::Body(Box::pin(Adapted { body }))),
            None => Self::default(),
        }
    }

    /// The bytes, if all of them are in memory.
    pub fn in_memory(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Memory(bytes) => Some(bytes),
            #[cfg(all(feature = "client", feature = "sigv4"))]
            Inner::Hashed(bytes, _) => Some(bytes),
            Inner::Body(_) => None,
        }
    }

    /// One in memory whose SHA-256 may be known.
    #[cfg(all(feature = "client", feature = "sigv4"))]
    pub(crate) fn hashed(bytes: impl Into<Bytes>, hash: Option<BodyHash>) -> Self {
        let bytes = bytes.into();
        Self(match hash {
            Some(hash) => Inner::Hashed(bytes, Box::new(hash)),
            None => Inner::Memory(bytes),
        })
    }

    /// The SHA-256 of all bytes, where it is known.
    #[cfg(feature = "sigv4")]
    pub(crate) fn hash(&self) -> Option<&[u8; 32]> {
        match &self.0 {
            #[cfg(feature = "client")]
            Inner::Hashed(_, hash) => Some(hash),
            _ => None,
        }
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// What the stream's source reports.
    pub async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        poll_fn(|context| self.poll_data(context)).await
    }

    /// All bytes, in memory.
    ///
    /// # Errors
    ///
    /// What the stream's source reports, and [`CollectError::TooLarge`] as soon as there are more than `limit` bytes.
    pub async fn collect(mut self, limit: u64) -> Result<Bytes, CollectError> {
        if self.size_hint().lower() > limit {
            return Err(CollectError::TooLarge { limit });
        }
        if let Some(bytes) = self.in_memory() {
            return Ok(bytes.clone());
        }
        let Some(first) = self
            .next()
            .await
            .transpose()
            .map_err(CollectError::Stream)?
        else {
            return Ok(Bytes::new());
        };
        let mut length = first.len() as u64;
        if length > limit {
            return Err(CollectError::TooLarge { limit });
        }
        // Nearly all bodies come in one piece, which needs no copy.
        let Some(second) = self
            .next()
            .await
            .transpose()
            .map_err(CollectError::Stream)?
        else {
            return Ok(first);
        };
        let mut all = Vec::with_capacity(first.len() + second.len());
        all.extend_from_slice(&first);
        let mut next = Some(second);
        while let Some(piece) = next {
            length += piece.len() as u64;
            if length > limit {
                return Err(CollectError::TooLarge { limit });
            }
            all.extend_from_slice(&piece);
            next = self
                .next()
                .await
                .transpose()
                .map_err(CollectError::Stream)?;
        }
        Ok(all.into())
    }

    fn poll_data(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            match ready!(Pin::new(&mut *self).poll_frame(context)) {
                // Trailers are no data.
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl Body for ByteStream {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Inner::Body(body) = &mut self.0 {
            return body.as_mut().poll_frame(context);
        }
        // What is known of the bytes goes with them.
        let all = std::mem::take(&mut *self);
        let bytes = all.in_memory().filter(|bytes| !bytes.is_empty());
        Poll::Ready(bytes.map(|bytes| Ok(Frame::data(bytes.clone()))))
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Memory(bytes) => bytes.is_empty(),
            #[cfg(all(feature = "client", feature = "sigv4"))]
            Inner::Hashed(bytes, _) => bytes.is_empty(),
            Inner::Body(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Memory(bytes) => SizeHint::with_exact(bytes.len() as u64),
            #[cfg(all(feature = "client", feature = "sigv4"))]
            Inner::Hashed(bytes, _) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Body(body) => body.size_hint(),
        }
    }
}

impl Debug for ByteStream {
    /// The number of bytes, if it is known; never the content.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.size_hint().exact() {
            Some(length) => write!(f, "ByteStream({length} bytes)"),
            None => f.write_str("ByteStream(..)"),
        }
    }
}

impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Memory(bytes))
    }
}

impl From<Vec<u8>> for ByteStream {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for ByteStream {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for ByteStream {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl From<&'static [u8]> for ByteStream {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

pin_project_lite::pin_project! {
    /// A body whose data and errors are turned into ours.
    struct Adapted<B> {
        #[pin]
        body: B,
    }
}

impl<B> Body for Adapted<B>
where
    B: Body,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        // `Bytes` gives itself here, without a copy.
        let convert = |mut data: B::Data| data.copy_to_bytes(data.remaining());
        self.project().body.poll_frame(context).map(|frame| {
            frame.map(|result| {
                result
                    .map(|frame| frame.map_data(convert))
                    .map_err(Into::into)
            })
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Why a stream could not be collected.
#[derive(Debug)]
#[non_exhaustive]
pub enum CollectError {
    /// There are more bytes than allowed.
    TooLarge {
        /// The most bytes that were allowed.
        limit: u64,
    },
    /// The stream's source failed.
    Stream(BoxError),
}

impl fmt::Display for CollectError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit } => write!(f, "more than {limit} bytes"),
            Self::Stream(error) => write!(f, "the stream failed: {error}"),
        }
    }
}

impl StdError for CollectError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::TooLarge { .. } => None,
            Self::Stream(error) => Some(&**error),
        }
    }
}
