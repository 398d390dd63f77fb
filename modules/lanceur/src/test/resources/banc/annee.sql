-- Une année pleine sur la carte entière : 400 000 agents chez 36 000 employeurs, 60 000 sessions, 800 000 bulletins et leur histoire.
-- Toujours la même : rien n'y est tiré au sort. Un employeur de 3 000 agents (Denain) et une session de 13 000 inscrits y sont.
-- Deux réglages de la connexion : iel.part n'en fait qu'une part (20 : un vingtième), iel.sauf laisse une délégation comme elle est.
insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie, metier, service)
select c.id, 'AN-' || n,
       (array['Éluard', 'd’Hondt', 'Œuvrard', 'De Smet', 'Zola', 'Lefèvre', 'Saint-Just', 'N’Diaye', 'Müller', 'Vandenbroucke', 'Petit', 'Roux'])[1 + (c.id * 7 + n * 5) % 12]
         || ' ' || chr(65 + (n % 26)::int),
       (array['Aïcha', 'Éric', 'Jean-Noël', 'Zoé', 'Noémie', 'Karim', 'Inès', 'Loïc', 'Anaïs'])[1 + (c.id * 3 + n) % 9],
       (array['A', 'B', 'C', 'C', 'C'])[1 + (n % 5)], 'Agent polyvalent',
       (array['Direction générale', 'État civil', 'Services techniques > Voirie', 'Services techniques > Espaces verts', 'Écoles'])[1 + (n % 5)]
  from annuaire.collectivite c
 cross join lateral generate_series(1, case when c.siren = '215901729' then 3000 else greatest(1, least(2500, coalesce(c.population, 500) / 220)) end::bigint) n
 where c.close_le is null and c.id % current_setting('iel.part')::int = 0
   and c.structure_id is distinct from (select id from annuaire.structure where code = current_setting('iel.sauf'));

create temporary table lieu as
select row_number() over (order by c.id) - 1 as rang, c.id, c.structure_id, c.departement
  from annuaire.collectivite c where c.structure_id is not null and c.close_le is null and c.nature = 'COMMUNE' and c.population > 2000
   and c.structure_id is distinct from (select id from annuaire.structure where code = current_setting('iel.sauf'));
create temporary table fiche as
select row_number() over (order by id) - 1 as rang, id from catalogue.stage;

create temporary table neuve as
with n as (select i, (current_date - 300 + (i % 600))::date as debut from generate_series(0, 60000 / current_setting('iel.part')::int - 1) i)
select nextval(pg_get_serial_sequence('catalogue.session', 'id')) as id, n.i, f.id as stage_id, l.structure_id, l.departement, n.debut
  from n join fiche f on f.rang = n.i % (select count(*) from fiche)
  join lieu l on l.rang = (n.i * 31) % (select count(*) from lieu);
insert into catalogue.session (id, stage_id, type, structure_id, debut, fin, ville, code_insee, capacite, minimum, ouverture, cloture) overriding system value
select id, stage_id, 'INTER', structure_id, debut, debut + 1, 'Lille', '59350', case when i = 0 then null else 14 end, 4, debut - 120, debut - 20 from neuve;
insert into catalogue.aire_recrutement (session_id, cle) select id, 'D:' || departement from neuve;
insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut)
select id, case when i = 0 then null else 14 end, 4, structure_id, debut from neuve;

create temporary table agents as
select row_number() over (order by (id * 2654435761) % 4294967296) - 1 as rang, id, collectivite_id from annuaire.agent where matricule like 'AN-%';
create index on agents (rang);
analyze agents, neuve;
create temporary table neuf as
with places as (
  select s.id as session_id, s.stage_id, s.structure_id, s.debut, s.i, k
    from neuve s cross join lateral generate_series(0, case when s.i = 0 then 13000 / current_setting('iel.part')::int - 1 when s.i % 3 = 0 then 14 else 12 end) k)
select nextval(pg_get_serial_sequence('inscription.bulletin', 'id')) as id, p.*, a.id as agent_id, a.collectivite_id,
       case when p.i > 0 and p.k >= 14 then 'LISTE_ATTENTE'
            when p.debut < current_date - 2 then (array['PRESENTE', 'ATTESTEE', 'PRESENTE', 'ABSENTE'])[1 + p.k % 4]
            when p.debut < current_date + 15 then 'CONVOQUEE'
            else (array['ACCEPTEE', 'TRANSMISE', 'TRANSMISE'])[1 + p.k % 3] end as etat
  from places p join agents a on a.rang = ((p.i::bigint * 13 + p.k * 29) % (select count(*) from agents));
insert into inscription.bulletin (id, session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang, depose_le)
overriding system value
select id, session_id, stage_id, structure_id, agent_id, collectivite_id, debut, debut + 1, etat, k + 1,
       now() - make_interval(secs => 3600 * (id % 7000)) from neuf on conflict do nothing;
update inscription.jauge j set places_prises = c.prises, en_attente = c.attente, dernier_rang = c.rang
  from (select session_id, count(*) filter (where etat <> 'LISTE_ATTENTE') as prises, count(*) filter (where etat = 'LISTE_ATTENTE') as attente, max(rang) as rang
          from inscription.bulletin group by session_id) c
 where c.session_id = j.session_id and j.session_id in (select id from neuve);
insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
select b.id, b.depose_le + make_interval(hours => h), b.etat, 'Posé par la mesure', 0, 'Mesure', 'SYSTEME'
  from inscription.bulletin b join neuf n on n.id = b.id cross join generate_series(0, 1) h;
drop table lieu, fiche, neuve, agents, neuf;
analyze;
