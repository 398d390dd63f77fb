-- Une date est celle du lieu où on la vit : jamais celle de la base (current_date), dont le fuseau est un réglage.
create function outils.fuseau(departement text) returns text language sql immutable parallel safe as $$
  select case departement when '971' then 'America/Guadeloupe' when '972' then 'America/Martinique' when '973' then 'America/Cayenne'
                          when '974' then 'Indian/Reunion' when '976' then 'Indian/Mayotte' else 'Europe/Paris' end
$$;
comment on function outils.fuseau(text) is 'L''heure légale d''un département (décret n° 2017-292 du 6 mars 2017) ; fr.cnfpt.commun.Fuseau dit de même';

create function outils.jour(quand timestamptz, departement text default null) returns date language sql stable parallel safe as $$
  select (quand at time zone outils.fuseau(departement))::date
$$;
comment on function outils.jour(timestamptz, text) is 'Le jour qu''il est là-bas ; sans département, à Paris';
