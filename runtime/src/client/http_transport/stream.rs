//! A connection's bytes, with TLS or without.
//!
//! In: a socket that is connected. Out: what hyper reads from and writes to. It never looks at what passes.

use hyper::rt::{Read, ReadBufCursor, Write};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncBufRead, AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// How much is read at once without TLS.
const PIECE: usize = 16 * 1024;

/// A connection's bytes.
pub(super) enum Stream {
    /// As they are, with room for what has been read.
    Plain(TcpStream, Box<[u8]>),
    /// Over TLS.
    Tls(Box<TlsStream<TcpStream>>),
}

impl Stream {
    pub(super) fn plain(socket: TcpStream) -> Self {
        Self::Plain(socket, vec![0; PIECE].into_boxed_slice())
    }

    fn writer(self: Pin<&mut Self>) -> Pin<&mut (dyn AsyncWrite + Send)> {
        match self.get_mut() {
            Self::Plain(socket, _) => Pin::<&mut TcpStream>::new(socket),
            Self::Tls(stream) => Pin::<&mut TlsStream<TcpStream>>::new(stream),
        }
    }
}

impl Read for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut to: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(socket, room) => {
                let length = room.len().min(to.remaining());
                let mut piece = ReadBuf::new(room.get_mut(..length).unwrap_or_default());
                ready!(Pin::new(socket).poll_read(context, &mut piece))?;
                to.put_slice(piece.filled());
            }
            Self::Tls(stream) => {
                let piece = ready!(Pin::new(&mut **stream).poll_fill_buf(context))?;
                let length = piece.len().min(to.remaining());
                to.put_slice(piece.get(..length).unwrap_or_default());
                Pin::new(&mut **stream).consume(length);
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl Write for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.writer().poll_write(context, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.writer().poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Plain(socket, _) => socket.is_write_vectored(),
            Self::Tls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.writer().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.writer().poll_shutdown(context)
    }
}
