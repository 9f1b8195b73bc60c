# A cron daemon that sees no crontab but one, in namespaces of its own. The project is in /srv/tracepaper, as the page for those who
# run the machine says: nothing in it may be written but runs and reports.
# Arguments: the crontab, the project, an empty folder.
set -eu
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /srv
mount -t tmpfs tmpfs /var/spool/cron
mkdir /srv/tracepaper
mkdir -m 1730 /var/spool/cron/crontabs
mount --bind "$2" /srv/tracepaper
mount -o remount,bind,ro /srv/tracepaper
mount --bind "$2/runs" /srv/tracepaper/runs
mount --bind "$2/reports" /srv/tracepaper/reports
mount --bind "$3" /etc/cron.d
mount --bind /dev/null /etc/crontab
crontab "$1"
exec cron -f
