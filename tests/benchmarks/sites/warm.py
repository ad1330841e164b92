"""Asks the site page one place after the other and prints the latency. warm.py ADDRESS REQUESTS PID EAST NORTH WIDTH HEIGHT"""
import http.client
import os
import random
import sys
import time

address, requests, pid = sys.argv[1].removeprefix("http://"), int(sys.argv[2]), sys.argv[3]
east, north, width, height = map(float, sys.argv[4:8])
places = random.Random(1)
connection = http.client.HTTPConnection(address)


def ask():
    path = f"/sted?ost={east + places.random() * width:.1f}&nord={north + places.random() * height:.1f}"
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    length = len(answer.read())
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
    return (time.perf_counter() - started) * 1000, length


def processor_ms():
    # Fields 14 and 15 of proc(5)'s stat: user and kernel time in clock ticks.
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


first, length = ask()
for _ in range(1500):
    ask()
before = processor_ms()
milliseconds = sorted(ask()[0] for _ in range(requests))
spent = (processor_ms() - before) / requests
status = open(f"/proc/{pid}/status").read()
memory = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith(("VmRSS", "VmHWM"))}
at = lambda share: milliseconds[min(requests - 1, int(requests * share))]
print(f"first {first:.0f} ms (layers are read); then {requests}: p50 {at(.5):.1f} ms, p90 {at(.9):.1f} ms, p99 {at(.99):.1f} ms, most {milliseconds[-1]:.1f} ms")
print(f"the server's processor time {spent:.1f} ms a request; load of the machine {os.getloadavg()[0]:.1f}")
print(f"page {length // 1024} KB; memory {memory['VmRSS']} MB, at most {memory['VmHWM']} MB")
