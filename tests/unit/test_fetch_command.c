/* test_fetch_command.c - programs for exec: and filter: feeds. */
#include "config.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "thrum/base/clock.h"
#include "thrum/fetch/fetch.h"

#include "thrum/base/banned.h"

static const struct fetch_limits ten_s = { .timeout_s = 10 };

static enum status run_sh(const char *script, const struct buf *in,
			  int32_t timeout_s, struct buf *out, struct err *err)
{
	char *argv[] = { (char *)"sh", (char *)"-c", (char *)script, NULL };
	struct fetch_limits limits = { .timeout_s = timeout_s };

	return fetch_command(argv, in, &limits, out, err);
}

Test(command, output_is_read)
{
	struct buf out = BUF_INIT;

	cr_assert_eq(run_sh("echo one; echo noise >&2; echo two", NULL, 10,
			    &out, NULL),
		     ST_OK);
	cr_assert_str_eq(out.ptr, "one\ntwo\n");
	buf_release(&out);
}

Test(command, arguments_are_no_shell_words)
{
	char *argv[] = { (char *)"printf", (char *)"%s|",
			 (char *)"$(echo x) `y` ; rm *", (char *)"-n", NULL };
	struct buf out = BUF_INIT;

	cr_assert_eq(fetch_command(argv, NULL, &ten_s, &out, NULL), ST_OK);
	cr_assert_str_eq(out.ptr, "$(echo x) `y` ; rm *|-n|");
	buf_release(&out);
}

Test(command, without_input_there_is_an_end_at_once)
{
	struct buf out = BUF_INIT;

	cr_assert_eq(run_sh("cat; echo end", NULL, 10, &out, NULL), ST_OK);
	cr_assert_str_eq(out.ptr, "end\n");
	buf_release(&out);
}

/* Both pipes are full at the same time: neither side may wait for ever. */
Test(command, a_filter_gets_all_and_gives_all, .timeout = 60)
{
	struct buf in = BUF_INIT, out = BUF_INIT;

	for (int i = 0; i < 200000; i++)
		buf_addf(&in, "line %d\n", i);
	cr_assert_eq(run_sh("cat", &in, 30, &out, NULL), ST_OK);
	cr_assert_eq(out.len, in.len);
	cr_assert_eq(memcmp(out.ptr, in.ptr, in.len), 0);
	buf_release(&in);
	buf_release(&out);
}

Test(command, a_filter_may_stop_reading)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	sigset_t before, after;

	for (int i = 0; i < 100000; i++)
		buf_adds(&in, "much more than a pipe holds\n");
	pthread_sigmask(SIG_SETMASK, NULL, &before);
	cr_assert_eq(run_sh("head -n 1", &in, 20, &out, NULL), ST_OK);
	cr_assert_str_eq(out.ptr, "much more than a pipe holds\n");
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	cr_assert_eq(sigismember(&before, SIGPIPE),
		     sigismember(&after, SIGPIPE));
	buf_release(&in);
	buf_release(&out);
}

Test(command, failure_says_how_and_keeps_the_output)
{
	struct buf out = BUF_INIT;
	struct err err = { 0 };

	cr_assert_eq(run_sh("echo half; echo because >&2; exit 3", NULL, 10,
			    &out, &err),
		     ST_IO);
	cr_assert_str_eq(out.ptr, "half\n");
	cr_assert_not_null(strstr(err.msg, "status 3"), "%s", err.msg);
	cr_assert_not_null(strstr(err.detail, "because"), "%s", err.detail);
	cr_assert_eq(run_sh("kill -9 $$", NULL, 10, &out, &err), ST_IO);
	cr_assert_not_null(strstr(err.msg, "signal 9"), "%s", err.msg);
	buf_release(&out);
}

Test(command, a_missing_program)
{
	char *argv[] = { (char *)"thrum-no-such-program", NULL };
	struct buf out = BUF_INIT;
	struct err err = { 0 };

	cr_assert_eq(fetch_command(argv, NULL, &ten_s, &out, &err), ST_NOT_FOUND);
	cr_assert_not_null(strstr(err.msg, "thrum-no-such-program"));
	buf_release(&out);
}

Test(command, output_is_capped, .timeout = 30)
{
	struct buf out;
	struct err err = { 0 };

	buf_init(&out, 100000);
	cr_assert_eq(run_sh("yes", NULL, 20, &out, &err), ST_LIMIT);
	cr_assert_not_null(strstr(err.msg, "too much"), "%s", err.msg);
	buf_release(&out);
	buf_init(&out, 6);
	cr_assert_eq(run_sh("echo 12345", NULL, 20, &out, &err), ST_OK,
		     "exactly the cap");
	buf_release(&out);
}

static bool is_gone(pid_t pid)
{
	for (int i = 0; i < 200; i++) {
		if (kill(pid, 0) < 0)
			return true;
		usleep(10000);
	}
	return false;
}

/* What it started must go too, also what ignores a polite request. Orphans
 * are reaped by whoever adopts them, hence the output check, not kill(). */
Test(command, time_limit_ends_the_whole_family, .timeout = 30)
{
	struct buf out = BUF_INIT;
	struct err err = { 0 };
	int64_t from_ms = clock_mono_ms();

	cr_assert_eq(run_sh("trap '' TERM; (trap '' TERM; sleep 60; echo late)"
			    " & echo $$; sleep 60; sleep 60",
			    NULL, 1, &out, &err),
		     ST_LIMIT);
	cr_assert_lt(clock_mono_ms() - from_ms, 8000);
	cr_assert_not_null(strstr(err.msg, "too long"), "%s", err.msg);
	pid_t pid = (pid_t)strtol(out.ptr, NULL, 10);
	cr_assert_gt(pid, 1);
	cr_assert(is_gone(pid));
	buf_release(&out);
}

Test(command, silence_is_not_the_end, .timeout = 30)
{
	struct buf out = BUF_INIT;
	int64_t from_ms = clock_mono_ms();

	cr_assert_eq(run_sh("exec >&- 2>&-; sleep 60", NULL, 1, &out, NULL),
		     ST_LIMIT);
	cr_assert_lt(clock_mono_ms() - from_ms, 8000);
	buf_release(&out);
}

static bool after_three(void *ctx)
{
	return ++*(int *)ctx > 3;
}

Test(command, it_can_be_stopped, .timeout = 30)
{
	static const char *const scripts[] = { "sleep 60",
					       "exec >&- 2>&-; sleep 60" };

	for (int i = 0; i < 2; i++) {
		char *argv[] = { (char *)"sh", (char *)"-c",
				 (char *)scripts[i], NULL };
		struct buf out = BUF_INIT;
		struct err err = { 0 };
		int asked = 0;
		struct fetch_limits limits = { .timeout_s = 50,
					       .stop = after_three,
					       .ctx = &asked };

		cr_assert_eq(fetch_command(argv, NULL, &limits, &out, &err),
			     ST_CANCELLED);
		cr_assert_not_null(strstr(err.msg, "stopped"), "%s", err.msg);
		buf_release(&out);
	}
}
