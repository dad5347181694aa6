//! Makes connections.
//!
//! In: a host and a port. Out: a stream of bytes, with TLS where it is wanted; or what stood in the way: the name, the
//! addresses, the certificate. It tries the host's addresses in turn, those of the other family alongside when the first
//! family is slow (RFC 8305), and keeps nothing.

use super::stream::Stream;
use super::target::Target;
use crate::client::transport::TransportError;
use crate::client::within::{First, within};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use std::future::{Future, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsConnector;

/// How long the addresses of one family are tried alone.
const HEAD_START: Duration = Duration::from_millis(300);

/// Makes connections.
pub(super) struct Connector {
    tls: TlsConnector,
    timeout: Duration,
}

impl Connector {
    /// With this configuration of TLS. `timeout` is for the TCP connection.
    pub(super) fn new(tls: ClientConfig, timeout: Duration) -> Self {
        Self {
            tls: TlsConnector::from(Arc::new(tls)),
            timeout,
        }
    }

    /// A connection.
    pub(super) async fn connect(&self, target: &Target) -> Result<Stream, TransportError> {
        let failed = |error: io::Error| {
            let permanent = is_refused_certificate(&error);
            let error = TransportError::connect(target.to_string(), error);
            if permanent { error.permanent() } else { error }
        };
        let name = match target.tls.then(|| server_name(target.host())) {
            Some(name) => Some(name.map_err(failed)?),
            None => None,
        };
        let socket = self.tcp(target).await.map_err(failed)?;
        Ok(match name {
            None => Stream::plain(socket),
            Some(name) => {
                let stream = self.tls.connect(name, socket).await.map_err(failed)?;
                Stream::Tls(Box::new(stream))
            }
        })
    }

    async fn tcp(&self, target: &Target) -> io::Result<TcpStream> {
        let addresses = lookup_host((target.host(), target.port()))
            .await
            .map_err(|error| io::Error::new(error.kind(), format!("dns error: {error}")))?;
        let (first, second) = by_family(addresses);
        let socket = self.of_families(&first, &second).await?;
        // A request is written at once: waiting for more to send only delays it. Where that cannot be had, it goes without.
        let _ = socket.set_nodelay(true);
        Ok(socket)
    }

    async fn of_families(
        &self,
        first: &[SocketAddr],
        second: &[SocketAddr],
    ) -> io::Result<TcpStream> {
        let mut one = pin!(self.in_turn(first));
        if second.is_empty() {
            return one.await;
        }
        let error = match within(one.as_mut(), Some(Box::pin(sleep(HEAD_START))), &mut None).await {
            First::Done(Ok(socket)) => return Ok(socket),
            First::Done(Err(error)) => error,
            First::AttemptOver | First::CallOver => {
                return either(one, pin!(self.in_turn(second))).await;
            }
        };
        // What the preferred family says is what stands in the way.
        self.in_turn(second).await.map_err(|_| error)
    }

    /// The first of these addresses that answers; each has its share of the time.
    async fn in_turn(&self, addresses: &[SocketAddr]) -> io::Result<TcpStream> {
        let share = self.timeout / u32::try_from(addresses.len().max(1)).unwrap_or(u32::MAX);
        let mut last = None;
        for address in addresses {
            match timeout(share, TcpStream::connect(*address)).await {
                Ok(Ok(socket)) => return Ok(socket),
                Ok(Err(error)) => last = Some(error),
                Err(_) => last = Some(io::ErrorKind::TimedOut.into()),
            }
        }
        let none = || {
            io::Error::new(
                io::ErrorKind::NotFound,
                "dns error: the name has no address",
            )
        };
        Err(last.unwrap_or_else(none))
    }
}

/// The addresses of the family that the resolver puts first, and the others.
fn by_family(addresses: impl Iterator<Item = SocketAddr>) -> (Vec<SocketAddr>, Vec<SocketAddr>) {
    let addresses: Vec<SocketAddr> = addresses.collect();
    let first = addresses.first().is_some_and(SocketAddr::is_ipv4);
    addresses.into_iter().partition(|it| it.is_ipv4() == first)
}

/// The one that succeeds first; if none does, the error of the first one.
async fn either<T, A, B>(mut one: Pin<&mut A>, mut other: Pin<&mut B>) -> io::Result<T>
where
    A: Future<Output = io::Result<T>>,
    B: Future<Output = io::Result<T>>,
{
    let (mut failed, mut other_failed) = (None, false);
    poll_fn(|context| {
        if failed.is_none() {
            match one.as_mut().poll(context) {
                Poll::Ready(Ok(found)) => return Poll::Ready(Ok(found)),
                Poll::Ready(Err(error)) => failed = Some(error),
                Poll::Pending => {}
            }
        }
        if !other_failed {
            match other.as_mut().poll(context) {
                Poll::Ready(Ok(found)) => return Poll::Ready(Ok(found)),
                Poll::Ready(Err(_)) => other_failed = true,
                Poll::Pending => {}
            }
        }
        match failed.take() {
            Some(error) if other_failed => Poll::Ready(Err(error)),
            error => {
                failed = error;
                Poll::Pending
            }
        }
    })
    .await
}

fn server_name(host: &str) -> io::Result<ServerName<'static>> {
    ServerName::try_from(host.to_owned())
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))
}

/// Whether a certificate stands in the way, which the next attempt will be shown again.
fn is_refused_certificate(error: &io::Error) -> bool {
    let cause = error.get_ref().and_then(|cause| cause.downcast_ref());
    matches!(cause, Some(rustls::Error::InvalidCertificate(_)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::future::{pending, ready};
    use tokio::net::TcpListener;

    fn connector() -> Connector {
        let tls = super::super::own_tls(super::super::mozilla(), None).unwrap();
        Connector::new(tls, Duration::from_secs(5))
    }

    async fn listener() -> (TcpListener, SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        (listener, address)
    }

    #[test]
    fn the_family_of_the_first_address_is_tried_first() {
        let addresses: Vec<SocketAddr> = ["[::1]:1", "1.1.1.1:1", "[::2]:1"]
            .iter()
            .map(|it| it.parse().unwrap())
            .collect();
        let (first, second) = by_family(addresses.into_iter());
        assert!(first.len() == 2 && first.iter().all(SocketAddr::is_ipv6));
        assert!(second.len() == 1 && second.iter().all(SocketAddr::is_ipv4));
    }

    #[tokio::test]
    async fn an_address_that_refuses_is_passed_over() {
        let (listener, open) = listener().await;
        let (gone, closed) = self::listener().await;
        drop(gone);
        let connector = connector();
        assert!(connector.in_turn(&[closed, open]).await.is_ok());
        assert!(connector.of_families(&[closed], &[open]).await.is_ok());
        let refused = |result: io::Result<TcpStream>| result.err().unwrap().kind();
        let kind = refused(connector.of_families(&[closed], &[closed]).await);
        assert_eq!(kind, io::ErrorKind::ConnectionRefused);
        let kind = refused(connector.in_turn(&[]).await);
        assert_eq!(kind, io::ErrorKind::NotFound);
        drop(listener);
    }

    #[tokio::test]
    async fn the_first_success_counts() {
        let no = |kind: io::ErrorKind| ready(io::Result::<u8>::Err(kind.into()));
        let yes = || ready(io::Result::Ok(1));
        let (refused, reset) = (
            io::ErrorKind::ConnectionRefused,
            io::ErrorKind::ConnectionReset,
        );
        assert_eq!(either(pin!(pending()), pin!(yes())).await.unwrap(), 1);
        assert_eq!(either(pin!(no(reset)), pin!(yes())).await.unwrap(), 1);
        assert_eq!(either(pin!(yes()), pin!(no(reset))).await.unwrap(), 1);
        let error = either(pin!(no(refused)), pin!(no(reset))).await;
        assert_eq!(error.unwrap_err().kind(), refused);
        let late = async {
            sleep(Duration::from_millis(1)).await;
            no(refused).await
        };
        let error = either(pin!(late), pin!(no(reset))).await;
        assert_eq!(error.unwrap_err().kind(), refused);
    }
}
