//! Keeps connections for the next request.
//!
//! In: requests. Out: responses, over a connection that is there already if one is free. What a server closed meanwhile is
//! replaced, and the request that met it goes over another one, as long as nothing of it was sent. It repeats nothing
//! else.

use super::connect::Connector;
use super::stream::Stream;
use super::target::Target;
use crate::byte_stream::ByteStream;
use crate::client::timer::{Timer, TokioTimer};
use crate::client::transport::TransportError;
use crate::client::within::{First, within};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, Connection, SendRequest};
use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// Shorter than what load balancers of AWS keep idle connections for.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

/// Connections, and what makes them.
pub(super) struct Pool {
    connector: Connector,
    idle_timeout: Duration,
    kept: Mutex<HashMap<Target, Vec<Kept>>>,
}

/// A connection that has answered, though the answer's body may still be on its way.
struct Kept {
    sender: Sender,
    since: Instant,
}

type Sender = SendRequest<ByteStream>;

/// A connection that is being made.
type Opening<'p> = Pin<Box<dyn Future<Output = Result<Sender, TransportError>> + Send + 'p>>;

impl Pool {
    /// No connection yet.
    pub(super) fn new(connector: Connector) -> Self {
        Self {
            connector,
            idle_timeout: IDLE_TIMEOUT,
            kept: Mutex::default(),
        }
    }

    /// Sends a request whose URI is absolute.
    pub(super) async fn send(
        self: &Arc<Self>,
        mut request: http::Request<ByteStream>,
    ) -> Result<http::Response<Incoming>, TransportError> {
        let target = Target::of(&mut request)?;
        loop {
            let (mut sender, is_new) = self.sender(&target).await?;
            match sender.try_send_request(request).await {
                Ok(response) => {
                    self.keep(target, sender);
                    return Ok(response);
                }
                Err(mut error) => match error.take_message() {
                    // It was closed while it was idle.
                    Some(unsent) if !is_new => request = unsent,
                    _ => return Err(TransportError::new(error.into_error())),
                },
            }
        }
    }

    /// A connection, and whether it is a new one: whichever comes first.
    async fn sender(self: &Arc<Self>, target: &Target) -> Result<(Sender, bool), TransportError> {
        let mut new: Option<Opening<'_>> = None;
        poll_fn(|context| match self.take(target, context) {
            Some(sender) => Poll::Ready(Ok((sender, false))),
            None => {
                let new = new.get_or_insert_with(|| Box::pin(self.open(target)));
                let opened = new.as_mut().poll(context);
                opened.map_ok(|sender| (sender, true))
            }
        })
        .await
    }

    /// The connection that answered last of those that are free. Whoever asks is woken when another one becomes free.
    fn take(&self, target: &Target, context: &mut Context<'_>) -> Option<Sender> {
        let now = Instant::now();
        let mut all = self.kept();
        let kept = all.get_mut(target)?;
        kept.retain(|it| self.is_worth_keeping(it, now));
        let free = kept
            .iter_mut()
            .rposition(|it| it.sender.poll_ready(context).is_ready());
        free.map(|at| kept.remove(at).sender)
    }

    async fn open(self: &Arc<Self>, target: &Target) -> Result<Sender, TransportError> {
        let stream = self.connector.connect(target).await?;
        let (sender, connection) = http1::handshake(stream)
            .await
            .map_err(|error| TransportError::connect(target.to_string(), error))?;
        tokio::spawn(drive(connection, self.idle_timeout, Arc::downgrade(self)));
        Ok(sender)
    }

    fn keep(&self, target: Target, sender: Sender) {
        let mut all = self.kept();
        if !sender.is_closed() {
            let since = Instant::now();
            all.entry(target).or_default().push(Kept { sender, since });
        }
    }

    /// Until its last answer has been read, a connection is not idle.
    fn is_worth_keeping(&self, kept: &Kept, now: Instant) -> bool {
        let is_idle = kept.sender.is_ready() && now.duration_since(kept.since) >= self.idle_timeout;
        !is_idle && !kept.sender.is_closed()
    }

    /// Closes what has been idle for too long, and forgets what is closed.
    fn tidy(&self) {
        let now = Instant::now();
        self.kept().retain(|_, kept| {
            kept.retain(|it| self.is_worth_keeping(it, now));
            !kept.is_empty()
        });
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<Target, Vec<Kept>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Moves a connection's bytes until it ends, and tidies up now and then.
async fn drive(connection: Connection<Stream, ByteStream>, every: Duration, pool: Weak<Pool>) {
    let tidy = || {
        if let Some(pool) = pool.upgrade() {
            pool.tidy();
        }
    };
    {
        let mut connection = pin!(connection);
        loop {
            let pause = Some(TokioTimer.sleep(every));
            match within(connection.as_mut(), pause, &mut None).await {
                // Whoever waits for an answer is told what was wrong.
                First::Done(_) => break,
                First::AttemptOver | First::CallOver => tidy(),
            }
        }
    }
    tidy();
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
