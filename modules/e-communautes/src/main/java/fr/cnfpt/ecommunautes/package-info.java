package fr.cnfpt.ecommunautes;
