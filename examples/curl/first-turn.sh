#!/bin/sh
# One turn, told as it happens. Look at /turns while this runs.
set -eu
: "${WHEELHOUSE_KEY:?Set it to a key with the scope turns:write}"
api="${WHEELHOUSE_URL:-http://127.0.0.1:3000}/api/v1"
turn="curl-$(date +%s)-$$"

tell() {
  curl --silent --show-error --fail-with-body --request "$1" "$api/$2" \
    --header "Authorization: Bearer $WHEELHOUSE_KEY" --header "Content-Type: application/json" --data "$3"
  echo
}

tell POST turns '{"id": "'"$turn"'", "bot": "my-first-bot", "model": "by-hand", "channel": "terminal",
  "user_prompt": "What is the weather in Bergen?"}'

tell PUT "turns/$turn/tool-calls/weather" '{"tool_name": "get_weather", "arguments": {"city": "Bergen"}, "status": "running"}'
sleep 1
tell PUT "turns/$turn/tool-calls/weather" '{"tool_name": "get_weather", "result_text": "7 degrees, rain", "status": "ok"}'

tell PATCH "turns/$turn" '{"response_append": "Seven degrees ", "response_offset": 0}'
sleep 1
tell PATCH "turns/$turn" '{"response_append": "and rain, as ever.", "response_offset": 14}'

tell PATCH "turns/$turn" '{"status": "ok", "token_usage": {"input": 31, "output": 12}, "cost_usd": "0.000217"}'
