# A cron daemon that sees no crontab but one, in a project at /srv/tracepaper: run in mount and process namespaces of its own.
# Arguments: the crontab, the project, an empty folder.
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /srv
mount -t tmpfs tmpfs /var/spool/cron
mkdir /srv/tracepaper
mkdir -m 1730 /var/spool/cron/crontabs
mount --bind "$2" /srv/tracepaper
mount --bind "$3" /etc/cron.d
mount --bind /dev/null /etc/crontab
crontab "$1"
exec cron -f
