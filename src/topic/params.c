/* params.c - the constants, by name. Where each comes from: the ablation
 * table of doc/threading.md. */
#include "config.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "thrum/base/hash.h"
#include "thrum/topic/topic.h"

#include "state_priv.h"

#include "thrum/base/banned.h"

void topic_params_default(struct topic_params *p)
{
	*p = (struct topic_params){
		.theta = 0.165,
		.theta_cold = 0.065,
		.n_cold = 25.0,
		.theta_ripe = 0.2,
		.n_ripe = 150.0,
		.lone_ease = 0.2,
		.lone_lead = 1.5,
		.ripe_head = 0.1,
		.horizon_days = 1.0,
		.tick_days = 0.5,
		.active_days = 30.0,
		.tau_full = 1.25,
		.tau_head = 1.15,
		.floor_full = 0.27,
		.floor_head = 0.05,
		.undated_full = 1.0,
		.undated_head = 0.75,
		.other_issue = 0.25,
		.head_scale = 0.715,
		.mixed_scale = 1.1,
		.w_title = 0.4,
		.w_name = 0.3,
		.w_cross = 0.8,
		.grow_head = 0.155,
		.local_share = 0.3,
		.local_from = 4,
		.local_to = 16,
		.smooth = 0.5,
		.smooth_k = 15,
		.least_full = 0.35,
		.least_head = 0.7,
		.copy_link = 0.65,
		.body_words = 200,
		.title_boost = 4,
		.body_min = 20,
		.head_caps = 2,
		.head_digits = 3,
		.gist_share = 0.3,
		.max_block = 6000,
		.max_live = 6000,
		.max_open = 60000,
		.max_terms = 400000,
		.vector_terms = 160,
		.links_back = 32,
		.links_head = 128,
		.links_on = 96,
		.many_open = 2000,
		.many_open_full = 500,
		.common_share = 0.05,
		.copy_share = 0.6,
		.cross_language = 0,
	};
}

#define REAL(f) { #f, offsetof(struct topic_params, f), true }
#define WHOLE(f) { #f, offsetof(struct topic_params, f), false }

static const struct {
	const char *name;
	size_t off;
	bool real;
} fields[] = {
	REAL(theta),	    REAL(theta_cold),	REAL(n_cold),
	REAL(theta_ripe),   REAL(n_ripe),
	REAL(horizon_days), REAL(tick_days),	REAL(active_days),
	REAL(tau_full),	    REAL(tau_head),	REAL(undated_full),
	REAL(undated_head), REAL(head_scale),	REAL(w_title),
	REAL(w_name),	    REAL(local_share),
	WHOLE(local_from),  WHOLE(local_to),	REAL(smooth),
	WHOLE(smooth_k),    REAL(least_full),
	REAL(least_head),   REAL(copy_link),
	WHOLE(body_words),  WHOLE(title_boost), WHOLE(body_min),
	WHOLE(head_caps),   WHOLE(max_block),	WHOLE(max_live),
	WHOLE(max_open),    WHOLE(max_terms),	WHOLE(vector_terms), WHOLE(links_back),
	WHOLE(links_head),  WHOLE(links_on),	WHOLE(many_open),
	WHOLE(many_open_full),
	REAL(common_share), REAL(copy_share),
	WHOLE(cross_language),
	REAL(floor_full),   REAL(floor_head),	REAL(mixed_scale),
	REAL(w_cross),	    REAL(grow_head),	REAL(other_issue),	WHOLE(head_digits),
	REAL(gist_share),   REAL(ripe_head),
	REAL(lone_ease),    REAL(lone_lead),
};

uint64_t params_hash(const struct topic_params *p)
{
	uint64_t h = STATE_VERSION;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		h = hash64((const char *)p + fields[i].off,
			   fields[i].real ? sizeof(double) : sizeof(int), h);
	return h;
}

enum status topic_params_set(struct topic_params *p, const char *name,
			     double value)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (strcmp(fields[i].name, name) != 0)
			continue;
		char *at = (char *)p + fields[i].off;
		int whole = (int)value;
		if (fields[i].real)
			memcpy(at, &value, sizeof(value));
		else
			memcpy(at, &whole, sizeof(whole));
		return ST_OK;
	}
	return ST_USAGE;
}
