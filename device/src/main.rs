//! `pesiar-field`: the field app on the command line, for support staff, scripts, tests and benches.

use std::process::ExitCode;

fn main() -> ExitCode {
    pesiar_device::cli::main()
}
