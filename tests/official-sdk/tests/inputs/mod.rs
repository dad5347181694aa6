//! Random inputs of the five operations, the same in every run.

use fastrand::Rng;
use iot_jobs_data::operation::{
    DescribeJobExecutionInput, GetPendingJobExecutionsInput, StartCommandExecutionInput,
    StartNextPendingJobExecutionInput, UpdateJobExecutionInput,
};
use iot_jobs_data::types::{CommandParameterValue, JobExecutionStatus};

/// Makes inputs. Most satisfy no constraint of the model: clients send what they are given.
pub(crate) struct Inputs {
    random: Rng,
}

impl Inputs {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            random: Rng::with_seed(seed),
        }
    }

    pub(crate) fn describe(&mut self) -> DescribeJobExecutionInput {
        let mut input = DescribeJobExecutionInput::new(self.label(), self.label());
        input.include_job_document = self.maybe(Rng::bool);
        input.execution_number = self.maybe(integer);
        input
    }

    pub(crate) fn pending(&mut self) -> GetPendingJobExecutionsInput {
        GetPendingJobExecutionsInput::new(self.label())
    }

    pub(crate) fn start(&mut self) -> StartNextPendingJobExecutionInput {
        let mut input = StartNextPendingJobExecutionInput::new(self.label());
        if self.random.bool() {
            input = input.status_details(self.details());
        }
        input.step_timeout_in_minutes = self.maybe(integer);
        input
    }

    pub(crate) fn update(&mut self) -> UpdateJobExecutionInput {
        let status = match self.random.u8(0..4) {
            0 => JobExecutionStatus::InProgress,
            1 => JobExecutionStatus::Succeeded,
            2 => JobExecutionStatus::TimedOut,
            _ => JobExecutionStatus::from(text(&mut self.random)),
        };
        let mut input = UpdateJobExecutionInput::new(self.label(), status, self.label());
        if self.random.bool() {
            input = input.status_details(self.details());
        }
        input.step_timeout_in_minutes = self.maybe(integer);
        input.expected_version = self.maybe(integer);
        input.include_job_execution_state = self.maybe(Rng::bool);
        input.include_job_document = self.maybe(Rng::bool);
        input.execution_number = self.maybe(integer);
        input
    }

    pub(crate) fn command(&mut self) -> StartCommandExecutionInput {
        let mut input =
            StartCommandExecutionInput::new(text(&mut self.random), text(&mut self.random));
        if self.random.bool() {
            let count = self.random.usize(0..5);
            let parameters: Vec<_> = (0..count)
                .map(|_| (text(&mut self.random), self.parameter()))
                .collect();
            input = input.parameters(parameters);
        }
        input.execution_timeout_seconds = self.maybe(integer);
        // An empty token is a token, but each client may think otherwise: `requests.rs` tries none and these.
        input.client_token = self.maybe(|random| format!("t{}", text(random)));
        input
    }

    fn parameter(&mut self) -> CommandParameterValue {
        let mut value = CommandParameterValue::new();
        value.s = self.maybe(text);
        value.b = self.maybe(Rng::bool);
        value.i = self.maybe(|random| random.i32(..));
        value.l = self.maybe(integer);
        value.d = self.maybe(|random| match random.u8(0..3) {
            0 => f64::from_bits(random.u64(..)),
            1 => f64::from(random.i32(-1000..1000)),
            _ => f64::from(random.i32(-1000..1000)) / 100.0,
        });
        value.bin = self.maybe(|random| {
            let length = random.usize(0..20);
            std::iter::repeat_with(|| random.u8(..))
                .take(length)
                .collect::<Vec<u8>>()
                .into()
        });
        value.ul = self.maybe(|random| random.u64(..).to_string());
        value
    }

    fn details(&mut self) -> Vec<(String, String)> {
        let count = self.random.usize(0..5);
        (0..count)
            .map(|_| (text(&mut self.random), text(&mut self.random)))
            .collect()
    }

    /// Text that is not empty: nothing is sent for an empty label.
    fn label(&mut self) -> String {
        if self.random.u8(0..10) == 0 {
            return "$next".to_owned();
        }
        let rest = text(&mut self.random);
        format!("{}{rest}", character(&mut self.random))
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
        self.random.bool().then(|| make(&mut self.random))
    }
}

fn integer(random: &mut Rng) -> i64 {
    match random.u8(0..8) {
        0 => i64::MIN,
        1 => i64::MAX,
        2 => -1,
        3 => 0,
        4 => (1 << 53) + 1,
        5 => random.i64(..),
        _ => random.i64(-10..20_000),
    }
}

fn text(random: &mut Rng) -> String {
    let length = random.usize(0..12);
    (0..length).map(|_| character(random)).collect()
}

fn character(random: &mut Rng) -> char {
    match random.u8(0..6) {
        0 | 1 => random.alphanumeric(),
        2 => random.char('\u{0}'..='\u{7f}'),
        3 => random.char('\u{80}'..='\u{7ff}'),
        4 => random.char('\u{800}'..='\u{ffff}'),
        _ => random.char('\u{10000}'..='\u{10ffff}'),
    }
}
