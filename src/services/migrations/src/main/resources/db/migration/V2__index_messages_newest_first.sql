CREATE INDEX messages_newest_first ON messages (created_at DESC, id DESC);
