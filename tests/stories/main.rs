//! The generated client against a jobs plane: whole stories, over a socket, signed there, and in memory
//! without one.
//!
//! Each story is written once, over a [`Door`](door::Door), and run through all doors. The same stories are told by boto3
//! (`tests/boto3`) and by the official SDK (`tests/official-sdk`).

#![allow(clippy::unwrap_used)]

mod commands;
mod door;
mod errors;
mod jobs;
mod presigned;
mod validation;

/// Runs every story through every door, each as a test of its own.
macro_rules! stories {
    ($($story:ident: $module:ident),+ $(,)?) => {
        mod memory {
            $(#[tokio::test]
            async fn $story() {
                crate::$module::$story(crate::door::Memory).await;
            })+
        }

        mod socket {
            $(#[tokio::test]
            async fn $story() {
                crate::$module::$story(crate::door::Socket).await;
            })+
        }

        mod signed {
            $(#[tokio::test]
            async fn $story() {
                crate::$module::$story(crate::door::Signed).await;
            })+
        }
    };
}

stories! {
    a_device_works_off_its_jobs: jobs,
    a_queued_execution_cannot_succeed: jobs,
    a_step_timer_expires: jobs,
    a_job_that_times_out_is_tried_again: jobs,
    one_of_many_reports_counts: jobs,
    what_only_the_documentation_forbids: jobs,
    what_is_not_there_is_not_found: jobs,
    one_token_starts_one_execution: commands,
    a_token_is_made_for_every_call: commands,
    every_modelled_error_arrives: errors,
    an_error_that_the_model_does_not_have: errors,
    each_constraint_has_its_message: validation,
    nothing_is_sent_without_what_is_required: validation,
}
