#!/usr/bin/env python3
"""Floods: a million articles of one kind, and what each hundred thousand of
them costs `thrum cluster`.

  flood.py PROGRAM [ARTICLES [KIND...]]     default 1,000,000, all kinds

Kinds: same (one full text), near (it, with two other words each), head (one
headline), numbers (three words and a number), words (a headline of one
word, each time another), tail (a thousand words, of which no two texts share
any but the first twenty), hour (reports of 100 events within one
hour); each undated ("-u") or all of one date. Printed for each tenth: seconds
of CPU time, and at the end the peak of memory. Work per article does not
depend on the flood when the tenths after the first cost the same.
"""
import json, os, random, subprocess, sys, threading, time

TEXT = ("The bridge over the northern canal was closed on Tuesday after "
        "divers found cracks in two of its piers. Engineers of the harbour "
        "office said that lorries had to go by the southern road, and that "
        "repairs would take until spring. Shopkeepers in Wexmoor fear for "
        "their trade; the mayor, Ilse Brandt, promised a ferry.").split()
TICKS = os.sysconf("SC_CLK_TCK")


def number_word(i):
    """Another pronounceable word for every number."""
    s = ""
    for _ in range(5):
        i, r = divmod(i, 60)
        s += "bcdfghklmnprstvwz"[r % 15] + "aeiou"[r // 15]
    return s.capitalize()


def article(kind, i, rng):
    if kind == "same":
        return "Bridge closed in Wexmoor", " ".join(TEXT)
    if kind == "near":
        words = list(TEXT)
        for _ in range(2):
            words[rng.randrange(len(words))] = number_word(i)
        return "Bridge closed in Wexmoor", " ".join(words)
    if kind == "head":
        return "Bridge closed in Wexmoor after divers find cracks", ""
    if kind == "numbers":
        return "Water level report %d" % i, ""
    if kind == "words":
        return number_word(i), ""
    if kind == "tail":
        return "Bridge closed in Wexmoor", " ".join(TEXT[:20] + [
            number_word(i * 60 + k) for k in range(60)])
    event = number_word(rng.randrange(100)), number_word(rng.randrange(100))
    return "%s meets %s over bridge" % event, ""


def feed(pipe, kind, dated, n, done):
    rng = random.Random(1)
    for i in range(n):
        title, body = article(kind, i, rng)
        d = {"id": str(i), "title": title, "body": body}
        if dated:
            d["date"] = "2025-06-01T08:00:00Z"
        pipe.write((json.dumps(d) + "\n").encode())
        done[0] = i
    pipe.close()


def usage(pid):
    with open("/proc/%d/stat" % pid) as f:
        fields = f.read().rsplit(")", 1)[1].split()
    with open("/proc/%d/status" % pid) as f:
        peak = [line.split()[1] for line in f if line.startswith("VmHWM")]
    return (int(fields[11]) + int(fields[12])) / TICKS, \
        int(peak[0]) if peak else 0


def run(program, kind, dated, n):
    p = subprocess.Popen([program, "cluster"], stdin=subprocess.PIPE,
                         stdout=subprocess.DEVNULL)
    done, cpu, peak, last = [0], [], 0, 0.0
    t = threading.Thread(target=feed, args=(p.stdin, kind, dated, n, done))
    t.start()
    while p.poll() is None:
        now, top = usage(p.pid)
        peak = max(peak, top)
        while len(cpu) < 9 and done[0] >= (len(cpu) + 1) * n // 10:
            cpu.append(now - last)
            last = now
        time.sleep(0.02)
    t.join()
    total = now
    cpu.append(total - last)
    print("%-8s %-2s %s  peak %4d MiB" % (
        kind, "" if dated else "-u", " ".join("%6.1f" % c for c in cpu),
        peak >> 10), flush=True)


def main():
    program = sys.argv[1]
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
    kinds = sys.argv[3:] or ["same", "near", "head", "numbers", "words",
                             "tail", "hour"]
    for kind in kinds:
        for dated in (True, False):
            run(program, kind, dated, n)


main()
